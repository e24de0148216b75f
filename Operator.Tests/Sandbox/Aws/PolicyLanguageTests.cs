using System.Text.Json;
using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Tests.Sandbox.Aws;

/// <summary>The rules of IAM's policy language, case by case, from the files in PolicyLanguage/.</summary>
public sealed class PolicyLanguageTests
{
    private static readonly string Folder = RepositoryFiles.Path("Operator.Tests", "Sandbox", "Aws", "PolicyLanguage");

    private static readonly Dictionary<string, JsonObject> Cases = Directory.GetFiles(Folder, "*.json")
        .Order(StringComparer.Ordinal)
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["cases"]!.AsArray().Select(one => (Name: $"{Path.GetFileNameWithoutExtension(file)}: {one!["fact"]}", Case: one.AsObject())))
        .ToDictionary(pair => pair.Name, pair => pair.Case, StringComparer.Ordinal);

    public static TheoryData<string> Facts => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Facts))]
    public void The_decision_is_IAMs(string fact)
    {
        var one = Cases[fact];
        var version = one["version"]?.ToString() ?? "2012-10-17";
        var policies = one["policies"] is JsonArray several ? several.Select(statements => Document(statements!, version)).ToList() : [Document(Policy(one), version)];
        var request = new PolicyRequest(one["action"]?.ToString() ?? "s3:GetObject", one["resource"]?.ToString() ?? "arn:aws:s3:::bucket/team/key")
        {
            Context = Context(one["context"]?.AsObject() ?? []),
        };
        List<PolicyDocument>? boundary = one["boundary"] switch
        {
            null => null,
            JsonValue => [],
            var statements => [Document(statements, version)],
        };
        List<PolicyDocument>? session = one["session"] is { } narrowed ? [Document(narrowed, version)] : null;

        Assert.Equal(Enum.Parse<AwsDecision>(one["decision"]!.ToString()), PolicyDecision.Decide(policies, boundary, session, request));
    }

    [Fact]
    public void There_are_cases_of_every_operator_and_decision()
    {
        Assert.InRange(Cases.Count, 150, int.MaxValue);
        var text = string.Concat(Cases.Values.Select(one => one.ToJsonString()));
        string[] operators =
        [
            "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals",
            "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals",
            "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Null",
        ];
        Assert.All(operators, name => Assert.Contains($"\"{name}\":", text, StringComparison.Ordinal));
        Assert.Equal(Enum.GetNames<AwsDecision>().Order(StringComparer.Ordinal), Cases.Values.Select(one => one["decision"]!.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("*a", "b", false)]
    [InlineData("**", "", true)]
    [InlineData("?*", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void Patterns_fit_the_whole_value(string pattern, string value, bool fits) =>
        Assert.Equal(fits, PolicyText.Read(pattern, variables: true, PolicyRequest.NewContext())!.Matches(value));

    [Fact]
    public void A_pattern_of_stars_is_decided_in_no_time() =>
        Assert.False(PolicyText.Read(string.Concat(Enumerable.Repeat("a*", 500)) + "b", variables: false, PolicyRequest.NewContext())!.Matches(new string('a', 2000)));

    private static JsonNode Policy(JsonObject one) => one["policy"]
        ?? new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Action"] = "*", ["Resource"] = "*", ["Condition"] = one["condition"]!.DeepClone() });

    private static PolicyDocument Document(JsonNode statements, string version) =>
        PolicyParser.Parse(new JsonObject { ["Version"] = version, ["Statement"] = statements.DeepClone() }.ToJsonString(), PolicyKind.Identity);

    private static Dictionary<string, IReadOnlyList<string>> Context(JsonObject keys)
    {
        var context = PolicyRequest.NewContext();
        foreach (var (key, values) in keys)
            context[key] = values.Deserialize<string[]>()!;
        return context;
    }
}
