namespace IrsaOperator.Aws;

/// <summary>Managed policies, which are no part of a role.</summary>
internal interface IManagedPolicies
{
    /// <summary>Whether every statement of the policy denies; null when its document can't be read.</summary>
    Task<bool?> OnlyDeniesAsync(string policyArn, CancellationToken cancellationToken);
}
