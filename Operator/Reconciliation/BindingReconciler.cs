using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The way of a binding: may it be carried out, who is the cluster, make the role, tell the ServiceAccount, look whether it helps.</summary>
internal sealed class BindingReconciler(
    BindingAdmission admission, ClusterIdentities identities, RoleSteps role, ServiceAccountStep serviceAccount, BindingChecks checks)
{
    /// <summary>Brings the world to what the binding asks for; every failure becomes an outcome, cancellation alone passes.</summary>
    public async Task<Report> ReconcileAsync(BindingView binding, AskedRules? asked, CancellationToken cancellationToken)
    {
        using var turn = AwsCalls.OnBehalfOf(binding.Uid);
        var run = new Run(binding, asked);
        var roleName = binding.Binding.Status?.Role?.Name;
        try
        {
            await admission.AdmitAsync(run, cancellationToken);
            var identity = await identities.GetAsync(cancellationToken);
            roleName = binding.ExistingRoleArn is { } arn ? RoleArn.Name(arn) : binding.RoleName(identity, run.Planning);
            BindingAdmission.RequireUnchanged(run, roleName);
            await checks.BeforeAsync(run, cancellationToken);
            var roleArn = await role.EnsureAsync(run, identity, cancellationToken);
            admission.Establish(binding);
            await serviceAccount.EnsureAsync(run, roleArn, cancellationToken);
            await checks.AfterAsync(run, roleArn, cancellationToken);
            return Report(run, Outcome.Ready($"ServiceAccount {binding.Namespace}/{binding.ServiceAccount} can assume {roleName}."));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return Report(run, Failures.Outcome(error, run.Step, roleName is not null && role.IsSettling(roleName)));
        }
    }

    /// <summary>Touches nothing, and keeps the binding's place among those that want the same.</summary>
    public Task SuspendAsync(BindingView binding, CancellationToken cancellationToken) => admission.KeepPlaceAsync(binding, cancellationToken);

    private static Report Report(Run run, Outcome outcome) => new(outcome with { LookAgain = run.LookAgain }, run.Findings);
}
