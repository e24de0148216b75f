namespace IrsaOperator.Infrastructure.Configuration;

/// <summary>One thing that people change, as CDK context: <c>-c name=value</c>.</summary>
/// <param name="Name">As it is written after <c>-c</c>.</param>
/// <param name="Description">One sentence for the help and the README.</param>
/// <param name="Default">Null when leaving it out means that there is none.</param>
internal sealed record ContextKey(string Name, string Description, string? Default = null);
