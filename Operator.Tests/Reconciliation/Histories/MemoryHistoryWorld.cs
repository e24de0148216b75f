using IrsaOperator.Api;
using IrsaOperator.Status;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>The fakes as a history's world; a watchman looks at each write.</summary>
internal sealed partial class MemoryHistoryWorld : IHistoryWorld
{
    private const int MostRounds = 40;

    private static readonly TimeSpan Audit = TimeSpan.FromMinutes(10);

    private readonly World _world;
    private readonly List<Subject> _subjects = [];
    private readonly Watchman _watchman;
    private readonly CancellationToken _cancellationToken;
    private CancellationTokenSource? _killed;
    private int _number;

    public MemoryHistoryWorld(HistoryNames names, CancellationToken cancellationToken)
    {
        Names = names;
        _cancellationToken = cancellationToken;
        _world = new World(names.Identity);
        _watchman = new Watchman(_world, names);
        _world.Before = Before;
        _world.After = After;
    }

    public HistoryNames Names { get; }

    public IReadOnlyList<Subject> Subjects => _subjects;

    /// <summary>Whether whoever failed comes again before the next step, as where a step takes real time.</summary>
    public bool Patient { get; init; }

    private DateTimeOffset Now => _world.Time.GetUtcNow();

    public Task RestartAsync()
    {
        _world.Restart();
        _watchman.Forget();
        WakeAll();
        return Task.CompletedTask;
    }

    public Task PassAsync(TimeSpan time)
    {
        _world.Time.Advance(time);
        return Task.CompletedTask;
    }

    public async Task WorkAsync()
    {
        await WorkOffAsync();
        _fault = null;
        for (var round = 0; Patient && _subjects.Find(IsPassing) is not null; round++)
        {
            History.Check(round < MostRounds, "A failure does not end");
            _world.Time.Advance(_subjects.Where(IsPassing).Min(subject => subject.Due) - Now);
            await WorkOffAsync();
        }
    }

    public async Task EndDeletionsAsync()
    {
        for (var round = 0; _subjects.Exists(subject => subject.Deleting); round++)
        {
            History.Check(round < MostRounds, "A deletion does not end");
            foreach (var subject in _subjects.Where(subject => subject.Deleting).ToList())
                await TurnAsync(subject);
        }
    }

    /// <summary>The clock runs until two rounds write nothing.</summary>
    public async Task QuietAsync()
    {
        var quiet = 0;
        for (var round = 0; quiet < 2; round++)
        {
            History.Check(round < MostRounds, $"It never calms down: {string.Join(", ", _written)}");
            quiet = await RoundAsync() == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>A new process looks at everything, and writes nothing.</summary>
    public async Task SecondPassAsync()
    {
        var picture = _world.Picture();
        await RestartAsync();
        History.Check(await RoundAsync() == 0, $"A second pass writes {string.Join(", ", _written)}");
        History.Check(picture == _world.Picture(), "A second pass changes the state");
    }

    public Task<HistoryState> LookAsync() => Task.FromResult(new HistoryState(
        _world.Roles.Values.ToDictionary(role => role.Definition.Name, role => role.Definition, StringComparer.Ordinal),
        _world.ServiceAccounts.ToDictionary(),
        _world.ManagersOf.Keys.Select(held => (held.Namespace, held.Name)).ToHashSet()));

    /// <summary>Everybody has a turn.</summary>
    /// <returns>How many writes took effect: CreateRole is also how the operator finds out that somebody else has the role.</returns>
    private async Task<int> RoundAsync()
    {
        _written.Clear();
        foreach (var subject in _subjects.ToList())
            await TurnAsync(subject);
        _world.Time.Advance(Audit);
        return _written.Count;
    }

    // Failed, or told to look again soon: others wait for something to happen.
    private bool IsPassing(Subject subject) => subject.Due < Now + TimeSpan.FromSeconds(50);

    private async Task WorkOffAsync()
    {
        // A step's work is finite: whoever failed or was done comes later.
        for (var turns = 0; turns < 16 && _subjects.Find(subject => subject.Due <= Now) is { } subject; turns++)
            await TurnAsync(subject);
    }

    private async Task TurnAsync(Subject subject)
    {
        subject.Due = DateTimeOffset.MaxValue;
        _watchman.Subject = subject;
        if (!subject.Deleting && subject.Wish.Suspended)
        {
            await _world.SuspendAsync(subject.Binding, _cancellationToken);
            return;
        }

        using var killed = _killed = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        try
        {
            var outcome = subject.Deleting
                ? await _world.RemoveAsync(subject.Binding, killed.Token)
                : (await _world.ReconcileAsync(subject.Binding, killed.Token)).Outcome;
            History.Check(_watchman.Violation is null, _watchman.Violation);
            if (outcome is null)
                await GoneAsync(subject);
            else
                Queue(subject, outcome);
        }
        catch (OperationCanceledException) when (!_cancellationToken.IsCancellationRequested)
        {
            await RestartAsync();
        }

        History.Check(_watchman.Violation is null, _watchman.Violation);
    }

    private void Queue(Subject subject, Outcome outcome)
    {
        History.Check(outcome.Reason != Reasons.InternalError, $"{subject.Key}: {outcome.Message}");
        History.Check(outcome.Message.Length > 0, $"{subject.Key} says nothing about {outcome.Reason}");
        subject.Failures = outcome.Kind == OutcomeKind.Failed ? subject.Failures + 1 : 0;
        var next = outcome.Kind switch
        {
            OutcomeKind.Failed => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, subject.Failures - 1))),
            OutcomeKind.Stalled => TimeSpan.FromMinutes(1),
            _ => Audit,
        };
        subject.Due = Now + (outcome.LookAgain is { } sooner && sooner < next ? sooner : next);
    }

    private async Task GoneAsync(Subject subject)
    {
        _subjects.Remove(subject);
        _world.Bindings.Remove(subject.Binding);
        foreach (var (@namespace, name) in _world.ServiceAccounts.Where(one => one.Value.OwnerUid == subject.Uid).Select(one => one.Key).ToList())
            await LoseServiceAccountAsync(@namespace, name);
        WakeAll();
    }

    private void WakeAll()
    {
        foreach (var subject in _subjects)
            subject.Due = DateTimeOffset.MinValue;
    }
}
