using System.Text.Json;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class RoleLimitsTests
{
    private static readonly RoleDefinition Role = new() { Name = "r", Path = "/", Trust = Document(20) };

    public static TheoryData<string, string> Excesses => new()
    {
        { "managed", "role.managedPolicies has 12 policies, 2 more than the account's quota of 10" },
        { "inline", "role.inlinePolicies hold 10,241 characters without whitespace, 1 more than the account's quota of 10,240" },
        { "trust", "The trust policy has 2,050 characters, 2 more than the account's quota of 2,048" },
        { "tags", "The role has 53 tags, the operator's own included, 3 more than the account's quota of 50" },
    };

    [Theory]
    [MemberData(nameof(Excesses))]
    public void The_sentence_says_which_limit_and_by_how_much(string what, string words)
    {
        var limits = new RoleLimits(AreKnown: true);
        Assert.StartsWith(words, limits.Problem(Exceeding(what)), StringComparison.Ordinal);
        Assert.Contains("iam:GetAccountSummary", RoleLimits.Defaults.Problem(Exceeding(what)), StringComparison.Ordinal);
        Assert.Null((limits with { ManagedPolicies = 12, InlineSize = 10_241, TrustSize = 2_050, Tags = 53 }).Problem(Exceeding(what)));
    }

    [Fact]
    public void A_role_within_its_limits_has_no_problem() => Assert.Null(RoleLimits.Defaults.Problem(Role));

    private static RoleDefinition Exceeding(string what) => what switch
    {
        "managed" => Role with { ManagedPolicies = [.. Enumerable.Range(0, 12).Select(i => $"arn:aws:iam::aws:policy/P{i}")] },
        "inline" => Role with { InlinePolicies = Role.InlinePolicies.Add("a", Document(5_000)).Add("b", Document(5_241)) },
        "trust" => Role with { Trust = Document(2_050) },
        _ => Role with { Tags = RoleDefinition.NoTags.AddRange(Enumerable.Range(0, 53).Select(i => KeyValuePair.Create($"k{i}", "v"))) },
    };

    private static PolicyDocument Document(int size) => PolicyDocument.From(JsonSerializer.SerializeToElement(new { a = new string('x', size - "{\"a\":\"\"}".Length) }));
}
