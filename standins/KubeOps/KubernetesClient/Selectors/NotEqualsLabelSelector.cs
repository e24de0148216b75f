namespace KubeOps.KubernetesClient.Selectors;

/// <summary>The label has none of the values.</summary>
public record NotEqualsLabelSelector(string Label, params string[] Values) : LabelSelector
{
    protected override string ToExpression() => $"{Label} notin ({string.Join(',', Values)})";
}
