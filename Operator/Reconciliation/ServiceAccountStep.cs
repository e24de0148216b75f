using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The third step: the ServiceAccount carries the role's ARN.</summary>
internal sealed class ServiceAccountStep(
    IServiceAccounts serviceAccounts, BindingIndex index, Restorations restorations, BindingMetrics metrics, BindingEvents events)
{
    public async Task EnsureAsync(Run run, string roleArn, CancellationToken cancellationToken)
    {
        run.Step = Step.ServiceAccount;
        var binding = run.Binding;
        var plan = ServiceAccountPlan.For(binding, roleArn);
        if (index.IsMet(binding, plan))
            return;
        var observations = index.Expect(binding, plan);
        // A new binding's is presumed not to be there: if it is, the API server says so.
        var isNew = binding.Binding.Status?.Role?.Arn is null;
        if (plan.Create && isNew && await TryCreateAsync(run, plan, cancellationToken))
            return;
        if (await serviceAccounts.GetAsync(binding.Namespace, binding.ServiceAccount, cancellationToken) is { } current)
        {
            if (!plan.IsMet(current))
            {
                await AnnotateAsync(run, plan, current, cancellationToken);
                run.AnnotatedServiceAccount = true;
            }

            index.Meet(binding, current.Uid, plan, observations);
            return;
        }

        if (!plan.Create)
            throw Missing(binding);
        if (!await TryCreateAsync(run, plan, cancellationToken))
        {
            throw new BlockedException(OutcomeKind.Waiting, Reasons.ServiceAccountMissing,
                $"ServiceAccount {binding.Namespace}/{binding.ServiceAccount} was not there, and was when it was to be made: it is looked at again.");
        }
    }

    private async Task<bool> TryCreateAsync(Run run, ServiceAccountPlan plan, CancellationToken cancellationToken)
    {
        if (!await serviceAccounts.TryCreateAsync(run.Binding.Binding, run.Binding.ServiceAccount, plan, cancellationToken))
            return false;
        run.MadeServiceAccount = run.AnnotatedServiceAccount = true;
        return true;
    }

    private async Task AnnotateAsync(Run run, ServiceAccountPlan plan, ServiceAccountState current, CancellationToken cancellationToken)
    {
        var binding = run.Binding;
        var lost = plan.Lost(current, current.IsBoundBy(binding), index.LastMet(binding, current.Uid));
        var inTheWay = plan.InTheWay(current);
        if (!lost.IsEmpty && restorations.Pause(binding.Uid) is { } pause)
        {
            run.LookAgain = pause;
            throw new BlockedException(OutcomeKind.Stalled, Reasons.AnnotationConflict,
                $"Somebody else keeps changing ServiceAccount {binding.ServiceAccount}{Now(inTheWay)}: stop the other writer; it is restored again, at longer and longer intervals.");
        }

        var taken = binding.OverrideAnnotations ? inTheWay : inTheWay.Clear();
        var force = binding.OverrideAnnotations || inTheWay.Keys.All(lost.Contains);
        await ApplyAsync(binding, plan.Keeping(Overridden.On(current).With(taken)), current, force && !inTheWay.IsEmpty, cancellationToken);
        if (lost.IsEmpty)
        {
            await events.ChangedAsync(binding.Binding, Reasons.ServiceAccountAnnotated,
                $"Annotated ServiceAccount {binding.ServiceAccount} with {WellKnown.RoleArnAnnotation}={plan.Annotations[WellKnown.RoleArnAnnotation]}{InPlaceOf(taken)}.",
                cancellationToken);
            return;
        }

        restorations.Record(binding.Uid);
        metrics.AnnotationsRestored();
        await events.WarnAsync(binding.Binding, Reasons.AnnotationsRestored,
            $"Restored {string.Join(", ", lost.Order(StringComparer.Ordinal))} on ServiceAccount {binding.ServiceAccount}, which somebody else "
                + $"{(inTheWay.IsEmpty ? "removed" : "changed")}{Now(inTheWay)}.",
            cancellationToken);
    }

    private async Task ApplyAsync(
        BindingView binding, ServiceAccountPlan plan, ServiceAccountState current, bool force, CancellationToken cancellationToken)
    {
        try
        {
            if (await serviceAccounts.ApplyAsync(binding.Binding, binding.ServiceAccount, current, plan, force, cancellationToken) == ApplyResult.Missing)
                throw Missing(binding);
        }
        catch (FieldConflictException conflict)
        {
            throw new BlockedException(OutcomeKind.Stalled, Reasons.AnnotationConflict,
                $"ServiceAccount {binding.ServiceAccount}: {string.Join("; ", conflict.Conflicts.Select(held => Held(held, current)))}. "
                    + "Remove it there, or set serviceAccount.override to true.");
        }
    }

    private static string Held(FieldConflict conflict, ServiceAccountState current)
    {
        var held = current.Annotations.FirstOrDefault(annotation => conflict.Field.EndsWith(annotation.Key, StringComparison.Ordinal));
        return held.Key is null
            ? $"the field manager {conflict.Manager} holds {conflict.Field}"
            : $"the field manager {conflict.Manager} holds {held.Key} with the value {Quoted.Text(held.Value)}";
    }

    private static string Now(ImmutableSortedDictionary<string, string> inTheWay) => inTheWay.IsEmpty ? "" : $" ({Values(inTheWay)})";

    private static string InPlaceOf(ImmutableSortedDictionary<string, string> taken) => taken.IsEmpty ? "" : $" in place of {Values(taken)}";

    private static string Values(ImmutableSortedDictionary<string, string> annotations) =>
        string.Join(", ", annotations.Select(annotation => $"{annotation.Key}={Quoted.Text(annotation.Value)}"));

    private static BlockedException Missing(BindingView binding) => new(
        OutcomeKind.Waiting, Reasons.ServiceAccountMissing,
        $"ServiceAccount {binding.Namespace}/{binding.ServiceAccount} does not exist: create it, or set serviceAccount.create to true.");
}
