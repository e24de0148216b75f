using System.Text.Json;
using System.Text.RegularExpressions;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>
/// The rules that a binding's spec must keep. The schema holds most of them too; the operator must also be safe on an API
/// server that does not check them.
/// </summary>
internal static partial class BindingRules
{
    /// <summary>IAM's limit for the sum of a role's inline policies, in characters without whitespace.</summary>
    public const int InlinePoliciesSize = 10_240;

    /// <summary>IAM's limit of tags on a role, less the operator's own.</summary>
    public static readonly int MaxTags = 50 - Owner.TagKeys.Length;

    /// <summary>The first rule that the binding breaks, as one sentence that says what to change; null when it keeps all.</summary>
    public static string? Problem(BindingView binding) =>
        ServiceAccountProblem(binding) ?? ExistingRoleProblem(binding) ?? RoleProblem(binding.RoleSpec) ?? TagsProblem(binding.Tags)
        ?? ManagedPoliciesProblem(binding.ManagedPolicies) ?? InlinePoliciesProblem(binding.InlinePolicies)
        ?? (binding.Binding.Spec.DeletionPolicy is null or DeletionPolicy.Delete or DeletionPolicy.Retain
            ? null
            : $"deletionPolicy is {Quote(binding.Binding.Spec.DeletionPolicy)}: use Delete or Retain.")
        ?? (binding.Binding.Spec.Rollout is null or Rollout.Never or Rollout.OnChange
            ? null
            : $"rollout is {Quote(binding.Binding.Spec.Rollout)}: use Never or OnChange.");

    /// <summary>Whether the spec names a ServiceAccount and a role as they can be called, whatever else is wrong with it.</summary>
    public static bool AreNamesValid(BindingView binding) =>
        IsServiceAccountName(binding.ServiceAccount) && (binding.RoleSpec.Name is not { } role || IsRoleName(role));

    /// <summary>The field that may not change and did, as one sentence; null when none did.</summary>
    /// <param name="binding">The binding, whose status remembers what was reconciled first.</param>
    /// <param name="roleName">The name that the spec asks for now, where the role is the operator's.</param>
    public static string? ImmutabilityProblem(BindingView binding, string roleName)
    {
        var status = binding.Binding.Status;
        if (binding.ExistingRoleArn is { } arn)
        {
            return binding.HasOwnRole
                ? $"role can't be replaced by roleArn {arn} while the operator's role {status!.Role!.Name} is there: set it back, or delete this binding and create one for the other role."
                : ServiceAccountChange(binding);
        }

        // IAM does not tell letter case apart: a role that was taken over keeps the case that it was made in.
        if (status?.Role?.Name is { Length: > 0 } role && !string.Equals(role, roleName, StringComparison.OrdinalIgnoreCase))
            return $"role.name can't change from {role} to {roleName}: set it back, or delete this binding and create one with the other name.";
        return ServiceAccountChange(binding);
    }

    private static string? ServiceAccountChange(BindingView binding) =>
        binding.Binding.Status?.ServiceAccount is { Length: > 0 } serviceAccount && serviceAccount != binding.ServiceAccount
            ? $"serviceAccount.name can't change from {serviceAccount} to {binding.ServiceAccount}: "
                + "set it back, or delete this binding and create one for the other ServiceAccount."
            : null;

    private static string? ExistingRoleProblem(BindingView binding)
    {
        if (binding.ExistingRoleArn is not { } arn)
            return null;
        if (binding.Binding.Spec.Role is not null)
            return "role and roleArn exclude one another: declare a role, or name an existing one.";
        return arn.Length <= 2048 && RoleArn.IsValid(arn)
            ? null
            : $"roleArn {Quote(arn)} is not a role's ARN: use arn:aws:iam::<account>:role/<name>.";
    }

    private static string? ServiceAccountProblem(BindingView binding)
    {
        var spec = binding.ServiceAccountSpec;
        if (!IsServiceAccountName(binding.ServiceAccount))
            return $"serviceAccount.name {Quote(binding.ServiceAccount)} is not a ServiceAccount's name: use lower-case letters, digits, '-' and '.'.";
        if (binding.Audience.Length > 255 || !Audience().IsMatch(binding.Audience))
            return "serviceAccount.audience must be 1 to 255 printable ASCII characters without blanks.";
        if (binding.Audience.Contains("${", StringComparison.Ordinal))
            return "serviceAccount.audience must not contain ${: IAM would read it as a variable of the trust policy.";
        if (spec.TokenExpirationSeconds is < 600 or > 86_400)
            return $"serviceAccount.tokenExpirationSeconds is {spec.TokenExpirationSeconds}: use 600 to 86400.";
        return null;
    }

    private static string? RoleProblem(RoleSpec role)
    {
        if (role.Name is { } name && !IsRoleName(name))
            return $"role.name {Quote(name)} is not a role's name: use 1 to 64 letters, digits and the characters _+=,.@-.";
        if (role.Description is { } description && (description.Length > 1000 || !Description().IsMatch(description)))
            return "role.description must be at most 1000 characters of Latin-1 (no control characters, nothing above U+00FF).";
        if (role.MaxSessionDurationSeconds is < 3600 or > 43_200)
            return $"role.maxSessionDurationSeconds is {role.MaxSessionDurationSeconds}: use 3600 to 43200.";
        if (role.PermissionsBoundary is { } boundary && !PolicyArn().IsMatch(boundary))
            return $"role.permissionsBoundary {Quote(boundary)} is not the ARN of a policy: use arn:aws:iam::<account>:policy/<name>.";
        return null;
    }

    private static bool IsServiceAccountName(string name) => name.Length <= 253 && DnsSubdomain().IsMatch(name);

    private static bool IsRoleName(string name) => name.Length <= RoleName.MaxLength && IamName().IsMatch(name);

    private static string? TagsProblem(IEnumerable<KeyValuePair<string, string>> tags) => TagsProblem("role.tags", tags);

    /// <summary>The first tag of the field that IAM would not take, as a sentence; null when there is none.</summary>
    internal static string? TagsProblem(string field, IEnumerable<KeyValuePair<string, string>> tags)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > 128 || !TagText().IsMatch(key))
                return $"{field} has the key {Quote(key)}: use 1 to 128 letters, digits, blanks and the characters _.:/=+-@.";
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) || key.StartsWith(Owner.TagPrefix, StringComparison.OrdinalIgnoreCase))
                return $"{field} has the key {Quote(key)}: keys that start with aws: or {Owner.TagPrefix} are reserved.";
            if (value is null || value.Length > 256 || !TagText().IsMatch(value))
                return $"{field} has a value for {Quote(key)} that is not a tag's: use at most 256 letters, digits, blanks and the characters _.:/=+-@.";
            if (!seen.Add(key))
                return $"{field} has the key {Quote(key)} twice: IAM does not tell letter case apart.";
        }

        return seen.Count > MaxTags ? $"{field} has {seen.Count} tags: use at most {MaxTags}." : null;
    }

    private static string? ManagedPoliciesProblem(IEnumerable<string?> policies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var listed in policies)
        {
            // A list may hold a null, where no schema keeps it out.
            var policy = listed ?? "";
            var valid = policy.StartsWith("arn:", StringComparison.Ordinal) ? PolicyArn().IsMatch(policy) : AwsPolicyName().IsMatch(policy);
            if (!valid || policy.Length > 2048)
            {
                return $"role.managedPolicies has {Quote(policy)}: use the ARN of a policy, or the name of an AWS managed policy such as "
                    + "AmazonS3ReadOnlyAccess.";
            }

            if (!seen.Add(policy))
                return $"role.managedPolicies has {Quote(policy)} twice.";
        }

        return null;
    }

    private static string? InlinePoliciesProblem(IEnumerable<InlinePolicySpec?> policies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var size = 0;
        foreach (var policy in policies)
        {
            if (policy?.Name is not { Length: > 0 and <= 128 } || !IamName().IsMatch(policy.Name))
                return $"role.inlinePolicies has the name {Quote(policy?.Name)}: use 1 to 128 letters, digits and the characters _+=,.@-.";
            if (!seen.Add(policy.Name))
                return $"role.inlinePolicies has the name {Quote(policy.Name)} twice.";
            if (DocumentProblem(policy.Document, out var document) is { } problem)
                return $"role.inlinePolicies {Quote(policy.Name)}: {problem}";
            size += document!.Size;
        }

        return size > InlinePoliciesSize
            ? $"role.inlinePolicies hold {size} characters without whitespace, {size - InlinePoliciesSize} more than IAM's {InlinePoliciesSize}: "
                + "shorten them, or use a managed policy."
            : null;
    }

    private static string? DocumentProblem(object? value, out PolicyDocument? document)
    {
        document = null;
        try
        {
            document = PolicyDocument.From(BindingView.Json(value));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return "the document must be a JSON object of at most 64 levels with the elements Version and Statement.";
        }

        return PolicyGrammar.Problem(BindingView.Json(value))
            ?? (Latin1().IsMatch(document.Text) ? null : "the document must hold Latin-1 characters only (nothing above U+00FF).");
    }

    private static string Quote(string? text) => Quoted.Text(text, longest: 80);

    [GeneratedRegex(@"\A[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DnsSubdomain();

    [GeneratedRegex(@"\A[!-~]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Audience();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IamName();

    [GeneratedRegex(@"\A[\t\n\r\x20-\x7E\xA1-\xFF]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Description();

    [GeneratedRegex(@"\Aarn:aws[a-z0-9-]*:iam::(?:aws|[0-9]{12}):policy/[A-Za-z0-9_+=,.@/-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex PolicyArn();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AwsPolicyName();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagText();

    [GeneratedRegex(@"\A[\t\n\r\x20-\u00FF]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Latin1();
}
