using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;

namespace IrsaOperator.Hosting;

/// <summary>Turns flags and environment variables into options, and tells all mistakes at once.</summary>
internal sealed partial class OptionsParser
{
    private readonly Func<Setting, string?> _flag;
    private readonly Func<string, string?> _environment;
    private readonly List<string> _mistakes = [];

    private OptionsParser(Func<Setting, string?> flag, Func<string, string?> environment)
    {
        _flag = flag;
        _environment = environment;
    }

    /// <summary>Reads every setting: the flag wins over the environment variable, and that over the default.</summary>
    /// <param name="flag">The text given to a flag; null when the flag was not given.</param>
    /// <param name="environment">The value of an environment variable; null when it is not set.</param>
    /// <returns>The options, or one sentence for each mistake.</returns>
    public static (OperatorOptions? Options, IReadOnlyList<string> Mistakes) Parse(Func<Setting, string?> flag, Func<string, string?> environment)
    {
        var parser = new OptionsParser(flag, environment);
        var options = parser.Read();
        return parser._mistakes.Count == 0 ? (options, []) : (null, parser._mistakes);
    }

    private OperatorOptions Read()
    {
        var boundary = Valid(Settings.PermissionsBoundary, GuardRailGrammar.IsPolicyArn, GuardRailGrammar.PolicyArnAdvice);
        var rails = ReadGuardRails(boundary);
        var shard = ReadShard(rails);
        return new OperatorOptions
        {
            Reconciler = new ReconcilerOptions
            {
                ClusterName = Matching(Settings.ClusterName, ClusterNamePattern(), "use the name of an EKS cluster: 1 to 100 letters, digits, '-' and '_'"),
                ManageOidcProvider = Switch(Settings.ManageOidcProvider),
                AuditInterval = Duration(Settings.AuditInterval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)),
                RepairDrift = OneOf(Settings.Drift, "repair", "report") == "repair",
                VerifyTokenExchange = Switch(Settings.VerifyTokenExchange),
                Planning = new PlanningOptions(
                    Valid(Settings.RolePath, GuardRailGrammar.IsRolePath, GuardRailGrammar.RolePathAdvice) ?? "/", boundary),
                Scope = shard is null ? NamespaceScope.Everything : new NamespaceScope(rails.Namespaces, rails.ExcludedNamespaces),
                GuardRails = rails,
            },
            AwsCalls = new AwsCallOptions
            {
                CallsPerSecond = Number(Settings.AwsCallsPerSecond, 0.1, 10_000),
                AttemptTimeout = Duration(Settings.AwsTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)),
            },
            AwsRegion = Matching(Settings.AwsRegion, RegionPattern(), "use a region such as eu-central-1"),
            Shard = shard,
            MaxParallelReconciles = (int)Number(Settings.MaxParallelReconciles, 1, 256, whole: true),
            LeaderElect = Switch(Settings.LeaderElect),
            HttpAddress = Address(Settings.HttpAddress),
            HttpPort = (int)Number(Settings.HttpPort, 1, 65535, whole: true),
            JsonLogs = OneOf(Settings.LogFormat, "text", "json") == "json",
            LogLevel = Enum.Parse<LogLevel>(OneOf(Settings.LogLevel, "information", "trace", "debug", "warning", "error"), ignoreCase: true),
        };
    }

    private string? Text(Setting setting) =>
        _flag(setting) ?? (_environment(setting.EnvironmentVariable) is { Length: > 0 } value ? value : setting.Default);

    private void Mistake(Setting setting, string advice) =>
        _mistakes.Add($"{setting.Flag} ({setting.EnvironmentVariable}) is \"{Text(setting)}\": {advice}.");

    private string? Matching(Setting setting, Regex pattern, string advice) => Valid(setting, pattern.IsMatch, advice);

    private string? Valid(Setting setting, Func<string, bool> valid, string advice)
    {
        var text = Text(setting);
        if (text is not null && !valid(text))
            Mistake(setting, advice);
        return text;
    }

    private bool Switch(Setting setting)
    {
        if (bool.TryParse(Text(setting), out var value))
            return value;
        Mistake(setting, "use true or false");
        return false;
    }

    private string OneOf(Setting setting, params string[] choices)
    {
        var text = Text(setting)!.ToLowerInvariant();
        if (choices.Contains(text, StringComparer.Ordinal))
            return text;
        Mistake(setting, $"use {string.Join(", ", choices)}");
        return choices[0];
    }

    private double Number(Setting setting, double least, double most, bool whole = false)
    {
        if (double.TryParse(Text(setting), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most && (!whole || value == Math.Floor(value)))
        {
            return value;
        }

        Mistake(setting, $"use a {(whole ? "whole " : "")}number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}");
        return least;
    }

    private IPAddress Address(Setting setting)
    {
        if (IPAddress.TryParse(Text(setting), out var address))
            return address;
        Mistake(setting, "use an IP address such as 0.0.0.0 or 127.0.0.1");
        return IPAddress.Loopback;
    }

    private TimeSpan Duration(Setting setting, TimeSpan least, TimeSpan most)
    {
        if (DurationPattern().Match(Text(setting)!) is { Success: true } match
            && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var unit = match.Groups["unit"].Value switch { "s" => TimeSpan.FromSeconds(1), "m" => TimeSpan.FromMinutes(1), _ => TimeSpan.FromHours(1) };
            if (unit * number >= least && unit * number <= most)
                return unit * number;
        }

        Mistake(setting, $"use a number with the unit s, m or h, such as {setting.Default}, from {Text(least)} to {Text(most)}");
        return least;
    }

    private static string Text(TimeSpan duration) => duration.TotalHours >= 1 ? $"{duration.TotalHours}h" : duration.TotalMinutes >= 1 ? $"{duration.TotalMinutes}m" : $"{duration.TotalSeconds}s";

    [GeneratedRegex(@"\A[0-9A-Za-z][A-Za-z0-9_-]{0,99}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClusterNamePattern();

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShardPattern();

    [GeneratedRegex(@"\A[a-z]{2,5}(?:-[a-z]+)+-[0-9]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"\A(?<number>[0-9]{1,6})(?<unit>[smh])\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationPattern();
}
