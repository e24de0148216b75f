using System.Text.Json;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>I1, read from the document itself: one statement, one provider, one sub, one aud, and nothing beside them.</summary>
internal static class ExactTrust
{
    public static bool Admits(PolicyDocument? document, Wish wish, ClusterIdentity identity)
    {
        if (document is null)
            return false;
        using var json = JsonDocument.Parse(document.Text);
        var host = identity.IssuerHostPath;
        return json.RootElement.EnumerateObject().Count() == 2
            && json.RootElement.GetProperty("Version").ValueEquals("2012-10-17")
            && json.RootElement.GetProperty("Statement").EnumerateArray().ToList() is [var statement]
            && statement.EnumerateObject().Count() == 4
            && statement.GetProperty("Effect").ValueEquals("Allow")
            && statement.GetProperty("Action").ValueEquals("sts:AssumeRoleWithWebIdentity")
            && Is(statement.GetProperty("Principal"), ("Federated", identity.ProviderArn))
            && statement.GetProperty("Condition").EnumerateObject().ToList() is [{ Name: "StringEquals" } condition]
            && Is(condition.Value, ($"{host}:sub", $"system:serviceaccount:{wish.Namespace}:{wish.ServiceAccount}"), ($"{host}:aud", "sts.amazonaws.com"));
    }

    private static bool Is(JsonElement element, params (string Name, string Value)[] members) =>
        element.EnumerateObject().Count() == members.Length
        && members.All(member => element.TryGetProperty(member.Name, out var value) && value.ValueEquals(member.Value));
}
