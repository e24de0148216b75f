using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>Kubernetes's label selectors, applied to a namespace's labels.</summary>
internal static class NamespaceLabels
{
    /// <summary>Why the selector can't be understood, as a sentence; null when it can.</summary>
    public static string? Problem(NamespaceSelector? selector)
    {
        foreach (var requirement in selector?.MatchExpressions ?? [])
        {
            var problem = requirement switch
            {
                null or { Key: null or "" } => "namespaceSelector.matchExpressions has an entry without a key: name the label.",
                { Operator: "In" or "NotIn", Values: null or { Count: 0 } } =>
                    $"namespaceSelector.matchExpressions has {requirement.Operator} for {Quoted.Text(requirement.Key)} without values: name them.",
                { Operator: "Exists" or "DoesNotExist", Values.Count: > 0 } =>
                    $"namespaceSelector.matchExpressions has {requirement.Operator} for {Quoted.Text(requirement.Key)} with values: leave them out.",
                { Operator: "In" or "NotIn" or "Exists" or "DoesNotExist" } => null,
                _ => $"namespaceSelector.matchExpressions has the operator {Quoted.Text(requirement.Operator)}: use In, NotIn, Exists or DoesNotExist.",
            };
            if (problem is not null)
                return problem;
        }

        return null;
    }

    /// <summary>Whether a selector without problems selects a namespace with these labels; none, and an empty one, select all.</summary>
    public static bool Matches(NamespaceSelector? selector, IReadOnlyDictionary<string, string> labels) =>
        (selector?.MatchLabels ?? Enumerable.Empty<KeyValuePair<string, string>>()).All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value)
        && (selector?.MatchExpressions ?? []).All(requirement => Holds(requirement, labels));

    private static bool Holds(LabelRequirement requirement, IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(requirement.Key, out var value);
        return requirement.Operator switch
        {
            "In" => has && requirement.Values!.Contains(value!),
            "NotIn" => !has || !requirement.Values!.Contains(value!),
            "Exists" => has,
            _ => !has,
        };
    }
}
