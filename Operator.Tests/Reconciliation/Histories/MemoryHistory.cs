namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>Histories in memory, one world each.</summary>
internal static class MemoryHistory
{
    /// <summary>Lives the history, and has a second process look at the end.</summary>
    /// <returns>The reasons of the bindings that are left.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken)
    {
        var world = new MemoryHistoryWorld(HistoryNames.Plain, cancellationToken);
        await new History(world).LiveAsync(steps);
        await world.SecondPassAsync();
        return [.. world.Subjects.Select(subject => subject.Ready?.Reason ?? "Unknown")];
    }

    /// <summary>Shrinks a history that fails: every step that is not needed for the failure goes.</summary>
    public static async Task<(IReadOnlyList<HistoryStep> Steps, Exception Error)?> ShrinkAsync(IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken)
    {
        if (await FailureAsync(steps, cancellationToken) is not { } error)
            return null;
        for (var at = steps.Count - 1; at >= 0; at--)
        {
            HistoryStep[] fewer = [.. steps.Where((_, index) => index != at)];
            if (await FailureAsync(fewer, cancellationToken) is { } still)
                (steps, error) = (fewer, still);
        }

        return (steps, error);
    }

    private static async Task<Exception?> FailureAsync(IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(steps, cancellationToken);
            return null;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return error;
        }
    }
}
