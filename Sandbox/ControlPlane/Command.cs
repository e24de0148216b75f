namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>A program to run to its end; a variable with the value null is removed from its environment.</summary>
internal sealed record Command(string File, params IReadOnlyList<string> Arguments)
{
    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}
