namespace IrsaOperator.Planning;

/// <summary>What stands behind a pod, and whether it can be restarted.</summary>
/// <param name="Kind">Deployment, StatefulSet, DaemonSet, or what else it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid.</param>
/// <param name="RestartedFor">The ARN that it was restarted for before; null when it never was.</param>
/// <param name="Obstacle">Why it can't be restarted, as a clause that says what to do; null when it can.</param>
internal sealed record Workload(string Kind, string Name, string Uid, string? RestartedFor, string? Obstacle)
{
    /// <summary>Whether its controller has replaced all its pods since its template last changed.</summary>
    public bool IsRolledOut { get; init; }

    public string Title => $"{Kind} {Name}";
}
