namespace IrsaOperator.Cluster;

/// <summary>How a server-side apply ended.</summary>
internal enum ApplyResult
{
    Applied,

    /// <summary>The object is not there, or is another one of the same name.</summary>
    Missing,
}
