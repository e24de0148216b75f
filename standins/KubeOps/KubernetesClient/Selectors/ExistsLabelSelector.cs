namespace KubeOps.KubernetesClient.Selectors;

/// <summary>The label is there.</summary>
public record ExistsLabelSelector(string Label) : LabelSelector
{
    protected override string ToExpression() => Label;
}
