namespace KubeOps.KubernetesClient.Selectors;

/// <summary>A selector on labels.</summary>
public abstract record LabelSelector : KubernetesSelector;
