using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>Whether a binding may be carried out at all. Everything that can be refused is refused before the first call to AWS.</summary>
internal sealed class BindingAdmission(BindingIndex index, GuardRailStep guardRails)
{
    /// <summary>Checks the rules, the owner's guard rails, and that no older binding has what this one wants.</summary>
    /// <exception cref="BlockedException">It may not; the message says what to change.</exception>
    public async Task AdmitAsync(Run run, CancellationToken cancellationToken)
    {
        run.Step = Step.Role;
        if (BindingRules.Problem(run.Binding) is { } problem)
        {
            index.Withdraw(run.Binding);
            throw new BlockedException(OutcomeKind.Stalled, Reasons.InvalidSpec, problem);
        }

        await index.FillAsync(cancellationToken);
        while (!await TryAdmitAsync(run, cancellationToken))
        {
            // Rules have changed meanwhile, and could not wake a binding that the index did not know yet.
        }

        run.Step = Step.IdentityProvider;
    }

    /// <summary>
    /// Keeps a suspended binding's place among those that want the same: age decides, and not whether the process was there already when it
    /// was made.
    /// </summary>
    public async Task KeepPlaceAsync(BindingView binding, CancellationToken cancellationToken)
    {
        try
        {
            await AdmitAsync(new Run(binding, asked: null), cancellationToken);
        }
        catch (BlockedException)
        {
            // It would not be carried out either, and is told so when it is resumed.
        }
    }

    /// <summary>Checks that nothing was changed that can't be changed.</summary>
    public static void RequireUnchanged(Run run, string roleName)
    {
        var step = run.Step;
        run.Step = Step.Role;
        if (BindingRules.ImmutabilityProblem(run.Binding, roleName) is { } problem)
            throw new BlockedException(OutcomeKind.Stalled, Reasons.ImmutableField, problem);
        run.Step = step;
    }

    /// <summary>The binding has its role by now.</summary>
    public void Establish(BindingView binding) => index.Establish(binding);

    /// <summary>Whether the binding was admitted by rules that still hold.</summary>
    private async Task<bool> TryAdmitAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            await PermitAsync(run, cancellationToken);
            await ClaimAsync(run, cancellationToken);
        }
        catch (BlockedException) when (guardRails.HaveChanged(run))
        {
            return false;
        }

        return !guardRails.HaveChanged(run);
    }

    private async Task PermitAsync(Run run, CancellationToken cancellationToken)
    {
        run.Step = Step.Role;
        try
        {
            await guardRails.EnsureAsync(run, () => index.OlderInNamespace(run.Binding), cancellationToken);
        }
        catch (BlockedException)
        {
            index.Withdraw(run.Binding);
            throw;
        }
    }

    private async Task ClaimAsync(Run run, CancellationToken cancellationToken)
    {
        if (await index.RegisterAsync(run.Binding, cancellationToken) is not { } rival)
            return;
        var (winner, claim) = (rival.Winner.Metadata, rival.Claim);
        run.Step = claim.IsRole ? Step.Role : Step.ServiceAccount;
        throw new BlockedException(OutcomeKind.Stalled, Reasons.Conflict,
            $"The older IrsaBinding {winner.NamespaceProperty}/{winner.Name} has the {claim}: delete one of the two, or name another.");
    }
}
