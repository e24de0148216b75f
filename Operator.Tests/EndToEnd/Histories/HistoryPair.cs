using IrsaOperator.Tests.Reconciliation.Histories;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>One history in two worlds, step by step: in the fakes, and in what they stand for.</summary>
internal sealed class HistoryPair
{
    private readonly IReadOnlyList<HistoryStep> _steps;
    private readonly MemoryHistoryWorld _fake;
    private readonly History _fakeHistory;
    private readonly History _realHistory;

    public HistoryPair(HistoryStage stage, int number, IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken)
    {
        _steps = steps;
        Real = new RealHistoryWorld(stage, number) { Patient = true };
        _fake = new MemoryHistoryWorld(Real.Names, cancellationToken) { Patient = true };
        (_realHistory, _fakeHistory) = (new History(Real), new History(_fake));
    }

    public RealHistoryWorld Real { get; }

    /// <summary>Whether the order of events may have decided.</summary>
    public bool IsAmbiguous => _realHistory.IsAmbiguous || _fakeHistory.IsAmbiguous;

    /// <summary>Without what one history can't have for itself where many share a process: its end, and its clock.</summary>
    public static HistoryStep Common(HistoryStep step) =>
        step.Move is HistoryMove.Crash or HistoryMove.Restart or HistoryMove.Clock ? step with { Move = HistoryMove.Nothing } : step;

    public Task InitializeAsync() => Real.InitializeAsync();

    public Task StepAsync(int at) => BothAsync(history => history.TakeAsync(_steps[at]));

    /// <summary>The real process is a new one.</summary>
    public async Task RestartedAsync()
    {
        await _fake.RestartAsync();
        Real.Restarted();
        await BothAsync(_ => Task.CompletedTask);
    }

    /// <summary>Lets both come to their ends.</summary>
    /// <returns>In what they differ; null when in nothing that the specs determine.</returns>
    public async Task<string?> EndAsync()
    {
        try
        {
            var fake = HistoryPicture.Of(_fake, await _fakeHistory.SettleAsync());
            var real = HistoryPicture.Of(Real, await _realHistory.SettleAsync());
            return IsAmbiguous || fake.SequenceEqual(real, StringComparer.Ordinal)
                ? null
                : $"{Real.Names.Prefix}\nfake only:\n{string.Join('\n', fake.Except(real, StringComparer.Ordinal))}\nreal only:\n{string.Join('\n', real.Except(fake, StringComparer.Ordinal))}\nafter\n{Told}";
        }
        catch (InvariantViolatedException violation)
        {
            return $"{Real.Names.Prefix} {violation.Message}\nafter\n{Told}";
        }
    }

    private string Told => string.Join(",\n", _steps);

    private async Task BothAsync(Func<History, Task> move)
    {
        try
        {
            await move(_fakeHistory);
            await _fake.WorkAsync();
            await move(_realHistory);
            await Real.WorkAsync();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{Real.Names.Prefix} {error.Message}\nafter\n{Told}", error);
        }
    }
}
