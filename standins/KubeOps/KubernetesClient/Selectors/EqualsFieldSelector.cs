namespace KubeOps.KubernetesClient.Selectors;

/// <summary>The field has the value.</summary>
public record EqualsFieldSelector(string Field, string Value) : FieldSelector
{
    protected override string ToExpression() => $"{Field}={Value}";
}
