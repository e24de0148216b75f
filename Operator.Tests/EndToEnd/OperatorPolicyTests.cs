using System.Reflection;
using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>After all other tests of the collection: the policies allow what the operator has called in them, and nothing else.</summary>
[Collection(OperatorCollection.Name)]
public sealed class OperatorPolicyTests(OperatorFixture fixture, ITestOutputHelper output)
{
    /// <summary>Forbidden by the template on purpose, or done by the template itself.</summary>
    private static readonly string[] ByHandOnly = ["iam:AddClientIDToOpenIDConnectProvider", "iam:CreateOpenIDConnectProvider", "iam:DeleteRolePermissionsBoundary"];

    [Fact]
    public void The_synthesized_policy_allows_the_calls_of_the_whole_suite_and_no_other()
    {
        SkipUnlessWhole();
        var role = fixture.Aws.Account.FindRole(fixture.Eks.Stack!.OperatorRoleArn.Split('/')[^1])!;
        var policies = role.AttachedPolicies.Select(arn => fixture.Aws.Account.FindPolicy(arn)!.Document);
        Assert.Equal(Allowed(policies), Called(role.Name));
    }

    [Fact]
    public async Task The_policies_for_hand_made_roles_allow_the_calls_of_the_whole_suite_and_no_other()
    {
        SkipUnlessWhole();
        var policies = new List<string>();
        foreach (var file in Directory.GetFiles(RepositoryFiles.Path("config", "aws"), "*.json"))
            policies.Add(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var called = Called(OperatorIdentity.RoleName).Union(Called(fixture.Eks.Stack!.OperatorRoleArn.Split('/')[^1]), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Allowed(policies), called);
        Assert.Superset(ByHandOnly.ToHashSet(StringComparer.Ordinal), called.ToHashSet(StringComparer.Ordinal));
    }

    private void SkipUnlessWhole()
    {
        var whole = Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type.GetCustomAttribute<CollectionAttribute>()?.Name == OperatorCollection.Name)
            .Select(type => type.FullName!)
            .Order(StringComparer.Ordinal);
        Assert.SkipUnless(whole.SequenceEqual(LastClassOrderer.InThisRun.Order(StringComparer.Ordinal), StringComparer.Ordinal),
            "This compares policies with the calls of the whole end-to-end suite, of which this run has a part only.");
    }

    private static List<string> Allowed(IEnumerable<string> documents) =>
    [
        .. documents.SelectMany(document => JsonNode.Parse(document)!["Statement"]!.AsArray())
            .Where(statement => statement!["Effect"]!.GetValue<string>() == "Allow")
            .SelectMany(statement => statement!["Action"] is JsonArray list ? list.Select(action => action!.GetValue<string>()) : [statement["Action"]!.GetValue<string>()])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The operator's calls under one role. Nobody needs a permission for those of STS.</summary>
    private List<string> Called(string role)
    {
        var calls = fixture.Aws.Journal.Calls
            .Where(call => OperatorIdentity.IsOperator(call.Principal) && call.Principal!.Split('/')[1] == role && call.Service != "sts")
            .CountBy(call => $"{call.Service}:{call.Operation}")
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToList();
        output.WriteLine($"{role}: {string.Join(", ", calls.Select(pair => $"{pair.Value} {pair.Key}"))}");
        return [.. calls.Select(pair => pair.Key)];
    }
}
