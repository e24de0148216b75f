namespace KubeOps.KubernetesClient.Selectors;

/// <summary>The field has another value.</summary>
public record NotEqualsFieldSelector(string Field, string Value) : FieldSelector
{
    protected override string ToExpression() => $"{Field}!={Value}";
}
