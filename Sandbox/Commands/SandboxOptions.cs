using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Commands;

/// <summary>What <c>up</c> and <c>journey</c> can be told.</summary>
internal sealed record SandboxOptions
{
    public bool WithOperator { get; init; } = true;

    /// <summary>The template whose operator role, policy, boundary and options are used.</summary>
    public string Template { get; init; } = ConfigFiles.BaseClusterTemplate;

    public string? KubeconfigFile { get; init; }

    public string? EnvFile { get; init; }

    public string? JournalFile { get; init; }
}
