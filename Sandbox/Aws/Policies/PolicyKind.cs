namespace IrsaOperator.Sandbox.Aws.Policies;

internal enum PolicyKind
{
    /// <summary>Inline and managed policies: a Resource, no Principal.</summary>
    Identity,

    /// <summary>A role's trust policy: a Principal, no Resource.</summary>
    Trust,
}
