using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The last step: the ServiceAccount carries the role's ARN.</summary>
internal sealed class ServiceAccountStep(IServiceAccounts serviceAccounts, BindingIndex index, BindingEvents events)
{
    public async Task EnsureAsync(Run run, string roleArn, CancellationToken cancellationToken)
    {
        run.Step = Step.ServiceAccount;
        var binding = run.Binding;
        var plan = ServiceAccountPlan.For(binding, roleArn);
        index.Expect(binding, plan);
        var current = await serviceAccounts.GetAsync(binding.Namespace, binding.ServiceAccount, cancellationToken);
        if (plan.IsMet(current))
            return;

        if (current is null)
        {
            if (!plan.Create)
                throw Missing(binding);
            await serviceAccounts.CreateAsync(binding.Binding, binding.ServiceAccount, plan, cancellationToken);
            await events.ChangedAsync(binding.Binding, Reasons.ServiceAccountCreated,
                $"Created ServiceAccount {binding.ServiceAccount} with {WellKnown.RoleArnAnnotation}={roleArn}.", cancellationToken);
            return;
        }

        if (await serviceAccounts.ApplyAsync(binding.Binding, binding.ServiceAccount, current, plan, cancellationToken) == ApplyResult.Missing)
            throw Missing(binding);
        await events.ChangedAsync(binding.Binding, Reasons.ServiceAccountAnnotated,
            $"Annotated ServiceAccount {binding.ServiceAccount} with {WellKnown.RoleArnAnnotation}={roleArn}.", cancellationToken);
    }

    private static BlockedException Missing(BindingView binding) => new(
        OutcomeKind.Waiting, Reasons.ServiceAccountMissing,
        $"ServiceAccount {binding.Namespace}/{binding.ServiceAccount} does not exist: create it, or set serviceAccount.create to true.");
}
