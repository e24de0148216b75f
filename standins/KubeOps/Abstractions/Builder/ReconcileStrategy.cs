namespace KubeOps.Abstractions.Builder;

/// <summary>Which changes reconcile an entity.</summary>
public enum ReconcileStrategy
{
    /// <summary>A new generation, and the beginning of a deletion; objects without a generation always.</summary>
    ByGeneration,

    /// <summary>Every new resource version.</summary>
    ByResourceVersion,
}
