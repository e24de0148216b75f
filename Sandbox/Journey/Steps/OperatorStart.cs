using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Journey.Steps;

/// <summary>Starts the operator and waits until it has looked at every binding.</summary>
internal static class OperatorStart
{
    private const string Reconciles = "irsa_operator_reconciles_total";

    public static async Task RunAsync(JourneyContext context, IReadOnlyList<ObjectName> bindings, CancellationToken cancellationToken)
    {
        var started = await context.Eks.StartOperatorAsync([], cancellationToken);
        await context.UntilAsync<string>(
            "every binding to be reconciled", cancellation => ReconciledAsync(started, bindings.Count, cancellation), cancellationToken);
        foreach (var binding in bindings)
            await context.ReadyBindingAsync(binding, cancellationToken);
    }

    private static async Task<(string? Found, string Instead)> ReconciledAsync(OperatorProcess running, int bindings, CancellationToken cancellationToken)
    {
        var page = await running.MetricsAsync(cancellationToken);
        var count = MetricsPage.Sum(page, Reconciles);
        return count >= bindings ? (page, "") : (null, $"{Reconciles} is {count}");
    }
}
