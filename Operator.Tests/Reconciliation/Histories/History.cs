namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>
/// A history: users, administrators, faults and the clock have their steps, and after each of them the operator works off what is
/// due. At the end everything calms down, and the state is held against <see cref="HistoryOracle"/>.
/// </summary>
internal sealed partial class History(IHistoryWorld world)
{
    /// <summary>Lives the history to its end.</summary>
    /// <returns>What the world came to.</returns>
    public async Task<HistoryState> LiveAsync(IReadOnlyList<HistoryStep> steps)
    {
        foreach (var step in steps)
        {
            await TakeAsync(step);
            await world.WorkAsync();
        }

        return await SettleAsync();
    }

    internal static void Check(bool condition, string? violation)
    {
        if (!condition)
            throw new InvariantViolatedException(violation ?? "");
    }
}
