namespace KubeOps.KubernetesClient.Selectors;

/// <summary>Joins selectors.</summary>
public static class SelectorExtensions
{
    public static string ToExpression(this IEnumerable<LabelSelector> selectors) =>
        string.Join(',', selectors.Select(selector => (string)selector));

    public static string ToExpression(this IEnumerable<FieldSelector> selectors) =>
        string.Join(',', selectors.Select(selector => (string)selector));
}
