namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>Something that happens to a binding, in a namespace of its own.</summary>
/// <param name="Prepare">Brings about what is there before; an operator runs.</param>
/// <param name="Act">What users, GitOps tools or IAM administrators do.</param>
/// <param name="End">Waits for the end, with an operator that runs.</param>
internal sealed record CrashScenario(Func<string, Task> Prepare, Func<string, Task> Act, Func<string, Task> End)
{
    /// <summary>Whether the operator is started after the act: it finds what happened while it was away.</summary>
    public bool WhileAway { get; init; }
}
