namespace IrsaOperator.Sandbox.Aws.Policies;

internal enum PolicyEffect
{
    /// <summary>No statement speaks of the request.</summary>
    None,
    Allow,
    Deny,
}
