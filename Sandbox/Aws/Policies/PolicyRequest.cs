namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>What is asked of a policy.</summary>
internal sealed record PolicyRequest(string Action, string Resource)
{
    /// <summary>Condition keys of the request; keys are compared without regard to case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context { get; init; } = NewContext();

    /// <summary>Type and value of every principal the caller is, for trust policies.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Principals { get; init; } = [];

    public static Dictionary<string, IReadOnlyList<string>> NewContext() => new(StringComparer.OrdinalIgnoreCase);
}
