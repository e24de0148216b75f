namespace IrsaOperator.Sandbox.Aws.Policies;

internal sealed record PolicyDocument(string Version, IReadOnlyList<PolicyStatement> Statements);
