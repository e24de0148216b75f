namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How the API server merges a list.</summary>
public enum XListType
{
    /// <summary>As one value.</summary>
    Atomic,

    /// <summary>As a set of scalars.</summary>
    Set,

    /// <summary>By the keys of the items.</summary>
    Map,
}
