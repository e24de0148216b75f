namespace KubeOps.KubernetesClient.Selectors;

/// <summary>The label is not there.</summary>
public record NotExistsLabelSelector(string Label) : LabelSelector
{
    protected override string ToExpression() => $"!{Label}";
}
