namespace KubeOps.KubernetesClient.Selectors;

/// <summary>A selector of a list or a watch.</summary>
public abstract record KubernetesSelector
{
    public static implicit operator string(KubernetesSelector selector) => selector.ToExpression();

    protected abstract string ToExpression();
}
