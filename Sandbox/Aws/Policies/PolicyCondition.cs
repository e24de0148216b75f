namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>One operator and key of a Condition block; its values are alternatives.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values);
