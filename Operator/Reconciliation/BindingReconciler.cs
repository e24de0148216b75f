using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The way of a binding: who is the cluster, may it be trusted, make the role, tell the ServiceAccount.</summary>
internal sealed class BindingReconciler(
    ClusterIdentities identities, IdentityProviderStep provider, RoleStep role, ExistingRoleStep existingRole, ServiceAccountStep serviceAccount,
    PodIdentityStep podIdentity, PodsStep pods, TokenExchangeStep tokenExchange, BindingIndex index, GuardRailStep guardRails)
{
    /// <summary>Brings the world to what the binding asks for; every failure becomes an outcome, cancellation alone passes.</summary>
    public async Task<Report> ReconcileAsync(BindingView binding, CancellationToken cancellationToken)
    {
        using var turn = AwsCalls.OnBehalfOf(binding.Uid);
        var run = new Run(binding);
        var roleName = binding.Binding.Status?.Role?.Name;
        try
        {
            await ValidateAsync(run, cancellationToken);
            var identity = await identities.GetAsync(cancellationToken);
            roleName = binding.ExistingRoleArn is { } arn ? RoleArn.Name(arn) : binding.RoleName(identity, run.Planning);
            Immutable(run, roleName);
            await podIdentity.RemarkAsync(run, cancellationToken);
            var roleArn = await RoleAsync(run, identity, cancellationToken);
            index.Establish(binding);
            await serviceAccount.EnsureAsync(run, roleArn, cancellationToken);
            await pods.RemarkAsync(run, roleArn, cancellationToken);
            await tokenExchange.VerifyAsync(run, roleArn, cancellationToken);
            return Report(run, Outcome.Ready($"ServiceAccount {binding.Namespace}/{binding.ServiceAccount} can assume {roleName}."));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return Report(run, Failures.Outcome(error, run.Step, roleName is not null && role.IsSettling(roleName)));
        }
    }

    private static Report Report(Run run, Outcome outcome) => new(outcome with { LookAgain = run.LookAgain }, run.Findings);

    /// <summary>Provider and role; the ARN that goes on the ServiceAccount.</summary>
    private async Task<string> RoleAsync(Run run, ClusterIdentity identity, CancellationToken cancellationToken)
    {
        run.Step = Step.IdentityProvider;
        if (run.Binding.ExistingRoleArn is not { } arn)
        {
            await provider.EnsureAsync(run, identity, cancellationToken);
            return RoleArn.Of(await role.EnsureAsync(run, identity, cancellationToken), identity);
        }

        // A role of another account trusts a provider of that account.
        if (RoleArn.Account(arn) == identity.Account)
            await provider.EnsureAsync(run, identity, cancellationToken);
        await existingRole.CheckAsync(run, identity, arn, cancellationToken);
        return arn;
    }

    /// <summary>Everything that can be refused is refused before the first call to AWS.</summary>
    private async Task ValidateAsync(Run run, CancellationToken cancellationToken)
    {
        run.Step = Step.Role;
        try
        {
            if (BindingRules.Problem(run.Binding) is { } problem)
                throw new BlockedException(OutcomeKind.Stalled, Reasons.InvalidSpec, problem);
            await index.FillAsync(cancellationToken);
            await guardRails.EnsureAsync(run, () => index.OlderInNamespace(run.Binding), cancellationToken);
        }
        catch (BlockedException)
        {
            index.Withdraw(run.Binding);
            throw;
        }

        if (await index.RegisterAsync(run.Binding, cancellationToken) is { } rival)
        {
            var (winner, claim) = (rival.Winner.Metadata, rival.Claim);
            run.Step = claim.IsRole ? Step.Role : Step.ServiceAccount;
            throw new BlockedException(OutcomeKind.Stalled, Reasons.Conflict,
                $"The older IrsaBinding {winner.NamespaceProperty}/{winner.Name} has the {claim.What}: delete one of the two, or name another.");
        }

        run.Step = Step.IdentityProvider;
    }

    private static void Immutable(Run run, string roleName)
    {
        run.Step = Step.Role;
        if (BindingRules.ImmutabilityProblem(run.Binding, roleName) is { } problem)
            throw new BlockedException(OutcomeKind.Stalled, Reasons.ImmutableField, problem);
    }
}
