using System.Globalization;
using IrsaOperator.Api;
using IrsaOperator.Tests.EndToEnd.Faults;
using IrsaOperator.Tests.Reconciliation.Histories;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>The real control plane, the AWS emulator and a real operator as a history's world, which it shares with other histories.</summary>
internal sealed partial class RealHistoryWorld : IHistoryWorld
{
    private const int MostRounds = 40;

    /// <summary>How long what the operator knows of a role is good enough for it, with an audit interval of ten seconds.</summary>
    private static readonly TimeSpan LongestMemory = TimeSpan.FromSeconds(8.5);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HistoryStage _stage;
    private readonly List<Subject> _subjects = [];
    private readonly HashSet<string> _due = new(StringComparer.Ordinal);
    private readonly string _what;
    private ArmedFault? _fault;
    private int _number;

    public RealHistoryWorld(HistoryStage stage, int number)
    {
        _stage = stage;
        Names = new HistoryNames(stage.Fixture.Identity, string.Create(CultureInfo.InvariantCulture, $"h{number:x3}-"));
        _what = $"history {number}";
    }

    public HistoryNames Names { get; }

    public IReadOnlyList<Subject> Subjects => _subjects;

    /// <summary>Whether each step is worked off before the next one is made, as in memory; otherwise the next one follows at once.</summary>
    public bool Patient { get; init; }

    /// <summary>How many faults struck.</summary>
    public int Faults { get; private set; }

    private FaultFixture Fixture => _stage.Fixture;

    private static CancellationToken Cancel => FaultFixture.Cancel;

    public async Task InitializeAsync()
    {
        foreach (var @namespace in Names.Namespaces)
            await Fixture.Eks.Plane.CreateNamespaceAsync(@namespace, Cancel);
    }

    public Task RestartAsync() => _stage.CrashAsync();

    /// <summary>The operator is a new one, which looks at everybody.</summary>
    public void Restarted() => Wake(_subjects);

    /// <summary>Time passes by itself here.</summary>
    public Task PassAsync(TimeSpan time) => Task.CompletedTask;

    public void Arm(HistoryFault? fault)
    {
        Faults += _fault?.HasStruck == true ? 1 : 0;

        // What a process knows costs it no call: the far ones would never be made.
        _fault = fault is null ? null : new ArmedFault(fault with { First = fault.First % 3 });
        _stage.Arm(Names.Prefix, _fault);
        if (fault is not null)
            Wake(_subjects);
    }

    public async Task WorkAsync()
    {
        if (!Patient)
        {
            // Some of it is done when the next step comes, and some is not: how long this takes is all the time there is.
            await RefreshAsync();
            await NudgeAsync();
            return;
        }

        // Everybody has a turn under the fault; then it is over, and whoever failed comes again.
        if (_fault is not null)
        {
            await ObservedAsync();
            Arm(fault: null);
            Wake(_subjects);
        }

        await ObservedAsync(IsPassing);
    }

    public async Task EndDeletionsAsync()
    {
        Wake(_subjects.Where(subject => subject.Deleting));
        await ObservedAsync(subject => subject.Deleting);
    }

    /// <summary>Until a round writes nothing, in which everything was read anew.</summary>
    public async Task QuietAsync()
    {
        await Task.Delay(LongestMemory, TimeProvider.System, Cancel);
        for (var round = 0; ; round++)
        {
            History.Check(round < MostRounds, $"{_what} never calms down");
            var mark = Fixture.Aws.Journal.Mark();
            var before = await ImprintAsync();
            Wake(_subjects);
            await ObservedAsync(IsPassing);
            if (!WritesSince(mark).Any() && before == await ImprintAsync())
                return;
        }
    }

    /// <summary>Deletes all bindings, and waits until they are gone.</summary>
    public async Task EndAsync()
    {
        foreach (var subject in _subjects.ToList())
            await DeleteAsync(subject);
        await EndDeletionsAsync();
    }

    /// <summary>The operator's writes to AWS that took effect: CreateRole is also how it finds out that somebody else has the role.</summary>
    public IEnumerable<string> WritesSince(int mark) => Fixture.Aws.Journal.Since(mark)
        .Where(call => HistoryStage.PrefixOf(call) == Names.Prefix && call.ErrorCode is null && OperatorFixture.IsWrite(call.Operation))
        .Select(call => $"{call.Operation} {call.Parameters["RoleName"]}");

    /// <summary>All calls of the operator for this history, for people who look for what went wrong; two keys are two processes.</summary>
    public IEnumerable<string> Calls() => Fixture.Aws.Journal.Calls
        .Where(call => HistoryStage.PrefixOf(call) == Names.Prefix).Select(call => (call.Time, Text: $"{call.AccessKeyId} {call.Operation} {call.Parameters["RoleName"]} {call.ErrorCode}"))
        .Concat(_stage.Writes.Where(write => Names.Namespaces.Any(write.Call.IsIn)).Select(write => (Time: write.At, Text: $"{write.Call.Method} {write.Call.Path} {write.Call.Body}")))
        .OrderBy(call => call.Time).Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Time:HH:mm:ss.fff} {call.Text}"));

    /// <summary>The versions of all that the operator writes in the cluster.</summary>
    public async Task<string> VersionsAsync()
    {
        await RefreshAsync();
        return $"{await ServiceAccountVersionsAsync()}\n{string.Join('\n', _subjects.Select(subject => $"{subject.Key} {subject.Binding.Metadata.ResourceVersion}"))}";
    }

    /// <summary>The same, where a nudge of ours is no difference.</summary>
    private async Task<string> ImprintAsync() =>
        $"{await ServiceAccountVersionsAsync()}\n{string.Join('\n', _subjects.Select(subject => $"{subject.Key} {string.Join(',', HistoryPicture.Conditions(subject))}"))}";

    private async Task<string> ServiceAccountVersionsAsync() => string.Join(
        '\n', (await LookAsync()).ServiceAccounts.OrderBy(account => account.Key).Select(account => $"{account.Key} {account.Value.ResourceVersion}"));

    /// <summary>A step of a user: the bindings look again.</summary>
    private void Wake(IEnumerable<Subject> subjects) => _due.UnionWith(subjects.Select(subject => subject.Key));

    /// <summary>Waits until the operator has looked at the newest state of every binding, and as long as one is still on its way.</summary>
    private async Task ObservedAsync(Func<Subject, bool>? isPassing = null)
    {
        await _stage.AliveAsync();
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await RefreshAsync();
            await NudgeAsync();
            if (_due.Count == 0 && _subjects.TrueForAll(subject => IsObserved(subject) && isPassing?.Invoke(subject) != true))
                return;
            History.Check(
                TimeProvider.System.GetElapsedTime(start) < Patience,
                $"{_what} is not worked off: {string.Join("; ", _subjects.Select(subject => $"{subject.Key} {subject.Ready?.Reason} {subject.Ready?.Message}"))}");
        }
    }

    private async Task NudgeAsync()
    {
        foreach (var subject in _subjects.Where(subject => _due.Remove(subject.Key)).ToList())
            await NudgeAsync(subject);
    }

    private static bool IsObserved(Subject subject) =>
        subject.Binding.Status?.ObservedGeneration == subject.Binding.Metadata.Generation && (subject.Wish.Suspended || !subject.Deleting);

    // It failed, or was told to look again soon.
    private static bool IsPassing(Subject subject) => !subject.Wish.Suspended
        && ((subject.Binding.Condition(ConditionTypes.Reconciling) is { Status: "True" } reconciling && reconciling.Reason != Reasons.ServiceAccountMissing)
            || subject.Ready?.Message?.StartsWith("Somebody else keeps changing", StringComparison.Ordinal) == true);

    /// <summary>Reads the bindings anew, and forgets those that are gone.</summary>
    private async Task RefreshAsync()
    {
        var all = await _stage.BindingsAsync();
        var found = Names.Namespaces.SelectMany(@namespace => all[@namespace]).ToDictionary(binding => binding.Metadata.Uid, StringComparer.Ordinal);
        foreach (var subject in _subjects.ToList())
        {
            if (found.TryGetValue(subject.Uid, out var binding))
                subject.See(binding);
            else
                await GoneAsync(subject);
        }
    }

    private async Task GoneAsync(Subject subject)
    {
        History.Check(subject.Deleting, $"{subject.Key} is gone, and nobody deleted it");
        _subjects.Remove(subject);
        _due.Remove(subject.Key);

        // No garbage collector runs here.
        foreach (var ((@namespace, name), _) in (await LookAsync()).ServiceAccounts.Where(account => account.Value.OwnerUid == subject.Uid))
            await LoseServiceAccountAsync(@namespace, name);
        Wake(_subjects);
    }
}
