using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The first two steps, provider and role, for a role of the operator's and for one that somebody else manages.</summary>
internal sealed class RoleSteps(IdentityProviderStep provider, RoleStep ownRole, ExistingRoleStep existingRole)
{
    public bool IsSettling(string roleName) => ownRole.IsSettling(roleName);

    /// <summary>Makes or checks the role.</summary>
    /// <returns>The ARN that goes on the ServiceAccount.</returns>
    public async Task<string> EnsureAsync(Run run, ClusterIdentity identity, CancellationToken cancellationToken)
    {
        run.Step = Step.IdentityProvider;
        if (run.Binding.ExistingRoleArn is not { } arn)
        {
            await provider.EnsureAsync(run, identity, cancellationToken);
            return RoleArn.Of(await ownRole.EnsureAsync(run, identity, cancellationToken), identity);
        }

        // A role of another account trusts a provider of that account.
        if (RoleArn.Account(arn) == identity.Account)
            await provider.EnsureAsync(run, identity, cancellationToken);
        await existingRole.CheckAsync(run, identity, arn, cancellationToken);
        return arn;
    }
}
