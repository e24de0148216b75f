namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How the API server merges an object.</summary>
public enum XMapType
{
    /// <summary>Field by field.</summary>
    Granular,

    /// <summary>As one value.</summary>
    Atomic,
}
