using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>The account's quotas for roles.</summary>
internal interface IAccountLimits
{
    /// <summary>The quotas as last told; IAM's defaults where the account does not tell.</summary>
    Task<RoleLimits> GetAsync(CancellationToken cancellationToken);
}
