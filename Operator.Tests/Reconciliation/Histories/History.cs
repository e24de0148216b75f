using IrsaOperator.Api;
using IrsaOperator.Status;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>
/// A history: users, administrators, faults and the clock have their steps, and after each of them the operator works off what is
/// due. At the end everything calms down, and the state is held against <see cref="HistoryOracle"/>.
/// </summary>
internal sealed partial class History
{
    private static readonly TimeSpan Audit = TimeSpan.FromMinutes(10);

    private readonly World _world = new();
    private readonly List<Subject> _subjects = [];
    private readonly Watchman _watchman;
    private CancellationToken _cancellationToken;
    private CancellationTokenSource? _killed;
    private int _number;

    private History()
    {
        _watchman = new Watchman(_world);
        _world.Before = Before;
        _world.After = After;
    }

    private DateTimeOffset Now => _world.Time.GetUtcNow();

    /// <summary>Lives the history.</summary>
    /// <returns>What it came to: how many bindings were ready, and how many were not.</returns>
    public static async Task<string> RunAsync(IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken)
    {
        var history = new History { _cancellationToken = cancellationToken };
        foreach (var step in steps)
        {
            history.Take(step);
            await history.WorkAsync();
        }

        return await history.SettleAsync();
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

    private async Task WorkAsync()
    {
        // A step's work is finite: whoever failed or was done comes later.
        for (var turns = 0; turns < 16 && _subjects.Find(subject => subject.Due <= Now) is { } subject; turns++)
            await TurnAsync(subject);
        _fault = null;
    }

    private async Task TurnAsync(Subject subject)
    {
        subject.Due = DateTimeOffset.MaxValue;
        _watchman.Subject = subject;
        if (!subject.Deleting && subject.Wish.Suspended)
            return;
        using var killed = _killed = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        try
        {
            var outcome = subject.Deleting
                ? await _world.RemoveAsync(subject.Binding, killed.Token)
                : (await _world.ReconcileAsync(subject.Binding, killed.Token)).Outcome;
            Check(_watchman.Violation is null, _watchman.Violation);
            if (outcome is null)
                Gone(subject);
            else
                Queue(subject, outcome);
        }
        catch (OperationCanceledException) when (!_cancellationToken.IsCancellationRequested)
        {
            Restart();
        }

        Check(_watchman.Violation is null, _watchman.Violation);
    }

    private void Queue(Subject subject, Outcome outcome)
    {
        Check(outcome.Reason != Reasons.InternalError, $"{subject.Key}: {outcome.Message}");
        Check(outcome.Message.Length > 0, $"{subject.Key} says nothing about {outcome.Reason}");
        subject.Failures = outcome.Kind == OutcomeKind.Failed ? subject.Failures + 1 : 0;
        var next = outcome.Kind switch
        {
            OutcomeKind.Failed => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, subject.Failures - 1))),
            OutcomeKind.Stalled => TimeSpan.FromMinutes(1),
            _ => Audit,
        };
        subject.Due = Now + (outcome.LookAgain is { } sooner && sooner < next ? sooner : next);
    }

    private void Gone(Subject subject)
    {
        _subjects.Remove(subject);
        _world.Bindings.Remove(subject.Binding);
        foreach (var key in _world.ServiceAccounts.Where(one => one.Value.OwnerUid == subject.Uid).Select(one => one.Key).ToList())
            LoseServiceAccount(key);
        foreach (var other in _subjects)
            other.Due = DateTimeOffset.MinValue;
    }

    private void Restart()
    {
        _world.Restart();
        _watchman.Forget();
        foreach (var subject in _subjects)
            subject.Due = DateTimeOffset.MinValue;
    }

    private static void Check(bool condition, string? violation)
    {
        if (!condition)
            throw new InvariantViolatedException(violation ?? "");
    }
}
