using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace IrsaOperator.Infrastructure.Configuration;

/// <summary>Turns context into settings, and tells all mistakes at once.</summary>
internal sealed partial class SettingsReader
{
    /// <summary>Services whose actions would let a role change who may do what.</summary>
    private static readonly ImmutableHashSet<string> IdentityServices = ["iam", "organizations", "account", "sso", "identitystore", "sts"];

    /// <summary>A managed policy holds 6,144 characters; this leaves room for quotes and for the CNI's part.</summary>
    private const int LongestBoundary = 4000;

    private readonly Func<string, string?> _context;
    private readonly List<string> _mistakes = [];

    private SettingsReader(Func<string, string?> context) => _context = context;

    /// <summary>Reads every key.</summary>
    /// <param name="names">The names that were given, to find those that are not known.</param>
    /// <param name="context">The text of a context value; null when it was not given.</param>
    /// <returns>The settings, or one sentence for each mistake.</returns>
    public static (BaseClusterSettings? Settings, IReadOnlyList<string> Mistakes) Read(IEnumerable<string> names, Func<string, string?> context)
    {
        var reader = new SettingsReader(context);
        reader.CheckNames(names);
        var settings = reader.Read();
        return reader._mistakes.Count == 0 ? (settings, []) : (null, reader._mistakes);
    }

    private BaseClusterSettings Read()
    {
        var cidr = Matching(ContextKeys.VpcCidr, IsVpcCidr, "use a private network from /16 to /20, such as 10.3.0.0/16")!;
        if (Text(ContextKeys.BoundaryActions)!.Length > LongestBoundary)
            Mistake(ContextKeys.BoundaryActions, $"use at most {LongestBoundary} characters, so that the boundary fits into a managed policy");
        return new BaseClusterSettings
        {
            ClusterName = Matching(ContextKeys.ClusterName, ClusterName().IsMatch, "use 1 to 40 letters, digits and '-', a letter first")!,
            KubernetesVersion = Matching(ContextKeys.KubernetesVersion, Version().IsMatch, "use a version such as 1.35")!,
            VpcCidr = cidr,
            FlowLogs = Switch(ContextKeys.FlowLogs),
            PublicAccessCidrs = List(ContextKeys.PublicAccessCidrs, IsCidr, "use CIDR blocks such as 203.0.113.0/24"),
            SecretsEncryption = Switch(ContextKeys.SecretsEncryption),
            AdminPrincipal = Matching(ContextKeys.AdminPrincipal, Principal().IsMatch, "use the ARN of an IAM role or user"),
            Nodes = ReadNodes(cidr),
            OperatorNamespace = Matching(ContextKeys.OperatorNamespace, DnsLabel().IsMatch, "use the name of a namespace: 1 to 63 small letters, digits and '-'")!,
            OperatorName = Matching(ContextKeys.OperatorName, DnsLabel().IsMatch, "use the name of a ServiceAccount: 1 to 63 small letters, digits and '-'")!,
            BoundaryActions = List(ContextKeys.BoundaryActions, IsBoundaryAction,
                "use actions such as s3:* or sqs:SendMessage; the service must be named, and iam, sts, organizations, account and sso are not for bindings"),
        };
    }

    private NodeSettings ReadNodes(string vpcCidr)
    {
        var (least, desired, most) = (Count(ContextKeys.MinSize), Count(ContextKeys.DesiredSize), Count(ContextKeys.MaxSize));
        if (most < 1 || least > desired || desired > most)
            _mistakes.Add($"minSize {least}, desiredSize {desired} and maxSize {most} do not fit together: none may be larger than the next, and maxSize is at least 1.");
        return new NodeSettings
        {
            InstanceTypes = List(ContextKeys.InstanceTypes, InstanceType().IsMatch, "use instance types such as r5a.2xlarge"),
            AmiType = Matching(ContextKeys.AmiType, AmiType().IsMatch, "use an Amazon Linux 2023 or Bottlerocket type such as AL2023_x86_64_STANDARD")!,
            MinSize = least,
            DesiredSize = desired,
            MaxSize = most,
            SshKeyName = Matching(ContextKeys.SshKeyName, KeyName().IsMatch, "use the name of a key pair, at most 255 characters"),
            SshCidr = Matching(ContextKeys.SshCidr, IsCidr, "use a CIDR block such as 203.0.113.0/24") ?? vpcCidr,
            CniPolicyOnNodeRole = Switch(ContextKeys.CniPolicyOnNodeRole),
        };
    }

    // The CDK CLI passes keys of its own, which have a colon or an @ in them.
    private void CheckNames(IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => !name.Contains(':', StringComparison.Ordinal) && !name.StartsWith('@')))
        {
            if (!ContextKeys.All.Any(key => key.Name == name))
                _mistakes.Add($"There is no context \"{name}\": the known ones are {string.Join(", ", ContextKeys.All.Select(key => key.Name))}.");
        }
    }

    private string? Text(ContextKey key) => _context(key.Name) is { Length: > 0 } text ? text : key.Default;

    private void Mistake(ContextKey key, string advice) => _mistakes.Add($"{key.Name} is \"{Text(key)}\": {advice}.");

    private string? Matching(ContextKey key, Func<string, bool> valid, string advice)
    {
        var text = Text(key);
        if (text is not null && !valid(text))
            Mistake(key, advice);
        return text;
    }

    private bool Switch(ContextKey key)
    {
        if (bool.TryParse(Text(key), out var value))
            return value;
        Mistake(key, "use true or false");
        return false;
    }

    private int Count(ContextKey key)
    {
        if (int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 450)
            return value;
        Mistake(key, "use a whole number from 0 to 450");
        return 0;
    }

    private ImmutableArray<string> List(ContextKey key, Func<string, bool> valid, string advice)
    {
        var items = Text(key)!.Split(',', StringSplitOptions.TrimEntries).ToImmutableArray();
        if (!items.All(valid))
            Mistake(key, advice);
        return items;
    }

    private static bool IsCidr(string text) => IPNetwork.TryParse(text, out _);

    // EKS wants some dozens of free addresses in every subnet, and pods take theirs from them.
    private static bool IsVpcCidr(string text) => IPNetwork.TryParse(text, out var network)
        && network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
        && network.PrefixLength is >= 16 and <= 20
        && IsPrivate(network.BaseAddress.GetAddressBytes());

    private static bool IsPrivate(byte[] address) => address is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [100, >= 64 and <= 127, ..];

    private static bool IsBoundaryAction(string text) =>
        Action().Match(text) is { Success: true } match && !IdentityServices.Contains(match.Groups["service"].Value);

    [GeneratedRegex(@"\A[A-Za-z](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex ClusterName();

    [GeneratedRegex(@"\A1\.[0-9]{2}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:iam::[0-9]{12}:(?:role|user)/[!-~]{1,576}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Principal();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]*\.[a-z0-9-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex InstanceType();

    [GeneratedRegex(@"\A(?:AL2023|BOTTLEROCKET)_[A-Za-z0-9_]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex AmiType();

    [GeneratedRegex(@"\A[ -~]{1,255}\z", RegexOptions.NonBacktracking)]
    private static partial Regex KeyName();

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"\A(?<service>[a-z0-9-]+):[A-Za-z0-9*?]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Action();
}
