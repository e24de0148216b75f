using System.Diagnostics.CodeAnalysis;

namespace KubeOps.Abstractions.Builder;

/// <summary>Which replica works; the stand-in knows None and Single.</summary>
public enum LeaderElectionType
{
    None,
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "KubeOps's own name.")]
    Single,
    Custom,
    Scoped,
}
