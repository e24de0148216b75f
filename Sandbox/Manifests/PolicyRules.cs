using k8s.Models;

namespace IrsaOperator.Sandbox.Manifests;

/// <summary>Brings policy rules into one form and order, so that a manifest changes only when its rules do.</summary>
internal static class PolicyRules
{
    public static IList<V1PolicyRule> Tidy(IEnumerable<V1PolicyRule> rules) =>
    [
        .. rules
            .Select(rule => new V1PolicyRule
            {
                ApiGroups = Sorted(rule.ApiGroups),
                Resources = Sorted(rule.Resources),
                ResourceNames = Sorted(rule.ResourceNames),
                NonResourceURLs = Sorted(rule.NonResourceURLs),
                Verbs = [.. rule.Verbs.Distinct(StringComparer.Ordinal)],
            })
            .DistinctBy(Key, StringComparer.Ordinal)
            .OrderBy(Key, StringComparer.Ordinal),
    ];

    private static string Key(V1PolicyRule rule) => string.Join(
        '|',
        new[] { rule.ApiGroups, rule.Resources, rule.ResourceNames, rule.NonResourceURLs, rule.Verbs }
            .Select(list => string.Join(',', list ?? [])));

    // An empty list means the same as none, and kubectl shows the difference for ever.
    private static List<string>? Sorted(IList<string>? values) =>
        values is { Count: > 0 } ? [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : null;
}
