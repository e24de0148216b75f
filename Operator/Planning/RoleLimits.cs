using System.Globalization;

namespace IrsaOperator.Planning;

/// <summary>What IAM lets a role hold: IAM's defaults, or the account's own quotas. Sizes are in characters without whitespace.</summary>
/// <param name="AreKnown">Whether the account has told them; IAM's defaults otherwise.</param>
internal sealed record RoleLimits(bool AreKnown)
{
    public static readonly RoleLimits Defaults = new(AreKnown: false);

    public int TrustSize { get; init; } = 2_048;

    /// <summary>The sum of all inline policies.</summary>
    public int InlineSize { get; init; } = 10_240;

    public int ManagedPolicies { get; init; } = 10;

    public int Tags { get; init; } = 50;

    /// <summary>The first limit that the role would pass, as a sentence that says by how much; null when it keeps all.</summary>
    public string? Problem(RoleDefinition role) =>
        Over("The trust policy has", role.Trust?.Size ?? 0, TrustSize, "characters", "choose shorter names or a shorter audience")
        ?? Over("role.inlinePolicies hold", role.InlinePolicies.Values.Sum(policy => policy?.Size ?? 0), InlineSize, "characters without whitespace", "shorten them, or use a managed policy")
        ?? Over("role.managedPolicies has", role.ManagedPolicies.Count, ManagedPolicies, "policies", "leave some out, or merge them into one policy")
        ?? Over("The role has", role.Tags.Count, Tags, "tags, the operator's own included", "leave some out");

    private string? Over(string what, int count, int limit, string unit, string advice) => count <= limit
        ? null
        : $"{what} {Number(count)} {unit}, {Number(count - limit)} more than {(AreKnown ? "the account's quota" : "IAM's default quota")} of {Number(limit)}: {advice}"
            + (AreKnown ? ", or raise the quota." : "; the operator may not read the account's own quota (iam:GetAccountSummary).");

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
