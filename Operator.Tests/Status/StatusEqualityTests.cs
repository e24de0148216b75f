using System.Text.Json.Nodes;
using IrsaOperator.Api;
using IrsaOperator.Status;
using k8s;

namespace IrsaOperator.Tests.Status;

/// <summary>A change that is not seen is a status that is never written; one that is imagined is written for ever.</summary>
public sealed class StatusEqualityTests
{
    private static readonly IrsaBindingStatus Full = new()
    {
        ObservedGeneration = 3,
        ServiceAccount = "app",
        Role = new RoleStatus
        {
            Name = "role",
            Arn = "arn:aws:iam::111122223333:role/role",
            Id = "AROAEXAMPLE",
            Created = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            LastUsed = new DateTime(2026, 1, 3, 0, 0, 0, DateTimeKind.Utc),
            Declaration = "sha256:0123",
            TagKeys = ["one", "two"],
        },
        Trust = new TrustStatus { Provider = "provider", Subject = "subject", Audience = "audience" },
        Policies = ["arn:aws:iam::aws:policy/A", "table@sha256:4567"],
        LastDrift = new DriftStatus { Time = new DateTime(2026, 1, 4, 5, 6, 7, DateTimeKind.Utc), Changes = ["description"] },
        Conditions =
        [
            new BindingCondition
            {
                Type = "Ready", Status = "True", ObservedGeneration = 3, Reason = "Reconciled", Message = "All is well.",
                LastTransitionTime = new DateTime(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc),
            },
            new BindingCondition { Type = "RoleReady", Status = "True" },
        ],
    };

    /// <summary>The paths of all that a status holds: members, lists and what is in them.</summary>
    public static TheoryData<string> Members() => [.. Paths(Tree(Full)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_example_has_every_member()
    {
        foreach (var type in new[] { typeof(IrsaBindingStatus), typeof(RoleStatus), typeof(TrustStatus), typeof(DriftStatus), typeof(BindingCondition) })
        {
            object example = type switch
            {
                _ when type == typeof(RoleStatus) => Full.Role!,
                _ when type == typeof(TrustStatus) => Full.Trust!,
                _ when type == typeof(DriftStatus) => Full.LastDrift!,
                _ when type == typeof(BindingCondition) => Full.Conditions![0],
                _ => Full,
            };
            Assert.All(type.GetProperties(), property => Assert.NotNull(property.GetValue(example)));
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_is_missing_is_a_difference(string path)
    {
        var tree = Tree(Full);
        var (parent, last) = At(tree, path);
        if (parent is JsonArray list)
            list.RemoveAt(int.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        else
            parent.AsObject().Remove(last);
        Differs(tree);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_value_that_is_another_is_a_difference(string path)
    {
        var tree = Tree(Full);
        var (parent, last) = At(tree, path);
        var value = parent is JsonArray list ? list[int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)] : parent[last];
        JsonNode? other = value switch
        {
            JsonArray => new JsonArray(),
            JsonObject => new JsonObject(),
            _ when value!.GetValueKind() == System.Text.Json.JsonValueKind.Number => value.GetValue<long>() + 1,
            _ when value.ToString().StartsWith("2026-", StringComparison.Ordinal) => value.ToString().Replace("2026", "2027", StringComparison.Ordinal),
            _ => value + "x",
        };
        value.ReplaceWith(other);
        Differs(tree);
    }

    [Fact]
    public void What_is_read_back_is_the_same() => Assert.True(StatusEquality.Same(Full, Read(Tree(Full))));

    [Fact]
    public void No_status_is_an_empty_one()
    {
        Assert.True(StatusEquality.Same(left: null, new IrsaBindingStatus()));
        Assert.True(StatusEquality.Same(new IrsaBindingStatus(), right: null));
        Assert.False(StatusEquality.Same(left: null, Full));
    }

    private static void Differs(JsonNode tree)
    {
        var other = Read(tree);
        Assert.NotEqual(KubernetesJson.Serialize(Full), KubernetesJson.Serialize(other));
        Assert.False(StatusEquality.Same(Full, other));
        Assert.False(StatusEquality.Same(other, Full));
    }

    private static JsonNode Tree(IrsaBindingStatus status) => JsonNode.Parse(KubernetesJson.Serialize(status))!;

    private static IrsaBindingStatus Read(JsonNode tree) => KubernetesJson.Deserialize<IrsaBindingStatus>(tree.ToJsonString());

    private static IEnumerable<string> Paths(JsonNode? node, string path = "") => node switch
    {
        JsonObject members => members.SelectMany(member => Paths(member.Value, $"{path}/{member.Key}").Prepend($"{path}/{member.Key}")),
        JsonArray items => items.SelectMany((item, at) => Paths(item, $"{path}/{at}").Prepend($"{path}/{at}")),
        _ => [],
    };

    private static (JsonNode Parent, string Last) At(JsonNode tree, string path)
    {
        var names = path[1..].Split('/');
        var parent = names[..^1].Aggregate(tree, (node, name) =>
            node is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!);
        return (parent, names[^1]);
    }
}
