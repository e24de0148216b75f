namespace IrsaOperator.Sandbox.Aws.Policies;

internal sealed record PolicyStatement
{
    public string? Sid { get; init; }

    public required bool Allows { get; init; }

    /// <summary>Whether ${...} is a variable: it is in policies of version 2012-10-17.</summary>
    public bool HasVariables { get; init; }

    public IReadOnlyList<string>? Actions { get; init; }

    public IReadOnlyList<string>? NotActions { get; init; }

    public IReadOnlyList<string>? Resources { get; init; }

    public IReadOnlyList<string>? NotResources { get; init; }

    /// <summary>Type and value, for instance Federated and a provider's ARN; "*" stands for anyone.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Principals { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>>? NotPrincipals { get; init; }

    public IReadOnlyList<PolicyCondition> Conditions { get; init; } = [];
}
