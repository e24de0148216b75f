namespace IrsaOperator.Api;

/// <summary>Selects namespaces by their labels, as Kubernetes's own selectors do: all that is said must hold.</summary>
public sealed class NamespaceSelector
{
    /// <summary>Labels that a namespace must have with exactly these values.</summary>
    public IDictionary<string, string>? MatchLabels { get; set; }

    /// <summary>What else must hold of a namespace's labels.</summary>
    public IList<LabelRequirement>? MatchExpressions { get; set; }
}
