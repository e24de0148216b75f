namespace IrsaOperator.Hosting;

/// <summary>Whether the operator has found out where it is; told to the readiness probe.</summary>
internal sealed class Readiness
{
    private volatile string? _problem = "The cluster's identity is not known yet.";

    /// <summary>Null when ready.</summary>
    public string? Problem => _problem;

    public void Set(string? problem) => _problem = problem;
}
