using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The way of a binding: who is the cluster, may it be trusted, make the role, tell the ServiceAccount.</summary>
internal sealed class BindingReconciler(
    ClusterIdentities identities, IdentityProviderStep provider, RoleStep role, ServiceAccountStep serviceAccount, BindingIndex index,
    GuardRailStep guardRails)
{
    /// <summary>Brings the world to what the binding asks for; every failure becomes an outcome, cancellation alone passes.</summary>
    public async Task<Report> ReconcileAsync(BindingView binding, CancellationToken cancellationToken)
    {
        var run = new Run(binding);
        var roleName = binding.Binding.Status?.Role?.Name;
        try
        {
            Validate(run);
            await guardRails.EnsureAsync(run, olderBindings: 0, cancellationToken);
            run.Step = Step.IdentityProvider;
            var identity = await identities.GetAsync(cancellationToken);
            roleName = binding.RoleName(identity, run.Planning);
            await provider.EnsureAsync(run, identity, cancellationToken);
            var observed = await role.EnsureAsync(run, identity, cancellationToken);
            await serviceAccount.EnsureAsync(run, RoleArn.Of(observed, identity), cancellationToken);
            return new Report(
                Outcome.Ready($"ServiceAccount {binding.Namespace}/{binding.ServiceAccount} can assume {observed.Definition.Name}."), run.Findings);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return new Report(Failures.Outcome(error, run.Step, roleName is not null && role.IsSettling(roleName)), run.Findings);
        }
    }

    /// <summary>Everything that can be refused is refused before the first call to AWS.</summary>
    private void Validate(Run run)
    {
        run.Step = Step.Role;
        if (BindingRules.Problem(run.Binding) is { } problem)
            throw new BlockedException(OutcomeKind.Stalled, Reasons.InvalidSpec, problem);
        var winner = index.Register(run.Binding);
        if (winner.Metadata.Uid != run.Binding.Uid)
        {
            run.Step = Step.ServiceAccount;
            throw new BlockedException(OutcomeKind.Stalled, Reasons.Conflict,
                $"ServiceAccount {run.Binding.ServiceAccount} is bound by the older IrsaBinding {winner.Metadata.Name}: delete one of the two.");
        }
    }
}
