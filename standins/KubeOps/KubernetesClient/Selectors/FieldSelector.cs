namespace KubeOps.KubernetesClient.Selectors;

/// <summary>A selector on fields.</summary>
public abstract record FieldSelector : KubernetesSelector;
