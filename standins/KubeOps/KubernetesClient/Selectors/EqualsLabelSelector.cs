namespace KubeOps.KubernetesClient.Selectors;

/// <summary>The label has one of the values.</summary>
public record EqualsLabelSelector(string Label, params string[] Values) : LabelSelector
{
    protected override string ToExpression() => $"{Label} in ({string.Join(',', Values)})";
}
