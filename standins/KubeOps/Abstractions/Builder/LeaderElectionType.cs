using System.Diagnostics.CodeAnalysis;

namespace KubeOps.Abstractions.Builder;

/// <summary>Which replica works; the packages know more ways than these two.</summary>
public enum LeaderElectionType
{
    None = 0,

    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "KubeOps's own name.")]
    Single = 1,
}
