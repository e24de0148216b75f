using System.Collections.Concurrent;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.EndToEnd.Faults;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>
/// Where many histories play at once: one cluster, one account, one operator at a time. It knows by the names whose call each is,
/// ends the operator where a history's crash says so, and starts the next one.
/// </summary>
internal sealed class HistoryStage : IDisposable
{
    /// <summary>Every name of a history begins with that many characters of its own.</summary>
    public const int PrefixLength = 5;

    // All histories look at the same list: one each, again and again, would leave the operator no time.
    private static readonly TimeSpan BetweenLists = TimeSpan.FromMilliseconds(150);

    // A process that never gets anywhere would end no history.
    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(12);

    private readonly FaultFixture _fixture;
    private readonly string[] _arguments;
    private readonly ConcurrentDictionary<string, ArmedFault> _faults = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(DateTimeOffset At, ApiCall Call)> _writes = new();
    private readonly Lock _lock = new();
    private Task _life = Task.CompletedTask;
    private DateTimeOffset _born;
    private Task<ILookup<string, IrsaBinding>>? _nextList;

    public HistoryStage(FaultFixture fixture, params string[] arguments)
    {
        _fixture = fixture;
        _arguments = arguments;
        fixture.Aws.Behaviour.BeforeEffect = call => PassAsync(call, after: false);
        fixture.Aws.Behaviour.BeforeAnswer = async call => _ = await PassAsync(call, after: true);
        fixture.Api.Before = async call => await PassAsync(call, after: false) ? null : ApiAnswer.Dropped;
        fixture.Api.After = call => PassAsync(call, after: true);
    }

    public FaultFixture Fixture => _fixture;

    /// <summary>How many operators were ended.</summary>
    public int Deaths { get; private set; }

    /// <summary>The writes to Kubernetes so far that the API server has answered, in the namespaces of histories.</summary>
    public IReadOnlyCollection<(DateTimeOffset At, ApiCall Call)> Writes => _writes;

    public Task StartAsync() => StartAfterAsync(Task.CompletedTask);

    /// <summary>Ends the operator as a crash would, unless it has only just begun; the next one starts at once.</summary>
    /// <returns>Ends when the operator has.</returns>
    public Task CrashAsync()
    {
        lock (_lock)
        {
            if (!_life.IsCompletedSuccessfully || TimeProvider.System.GetUtcNow() - _born < LeastLife)
                return Task.CompletedTask;
            Deaths++;
            var killed = _fixture.KillAsync();
            _life = StartAfterAsync(killed);
            return killed;
        }
    }

    /// <summary>Ends the operator, and waits for the next one to be ready.</summary>
    public async Task RestartAsync()
    {
        await AliveAsync();
        lock (_lock)
        {
            Deaths++;
            _life = StartAfterAsync(_fixture.KillAsync());
        }

        await AliveAsync();
    }

    /// <summary>Waits for an operator to run.</summary>
    public async Task AliveAsync()
    {
        while (!_life.IsCompletedSuccessfully)
            await _life;
    }

    /// <summary>All bindings by namespace, listed a little later, with whoever else asks meanwhile.</summary>
    public Task<ILookup<string, IrsaBinding>> BindingsAsync()
    {
        lock (_lock)
            return _nextList ??= ListAsync();
    }

    /// <summary>Something breaks for one history; null ends it.</summary>
    public void Arm(string prefix, ArmedFault? fault)
    {
        if (fault is null)
            _faults.TryRemove(prefix, out _);
        else
            _faults[prefix] = fault;
        if (fault is not { LosesAnswers: true })
            return;
        _fixture.Aws.Behaviour.Add(new AwsFault(
            call => PrefixOf(call) == prefix && _faults.GetValueOrDefault(prefix) == fault && fault.Strikes(ofKubernetes: false, after: true), "", 0, fault.Times)
        {
            Mode = AwsFaultMode.ApplyThenDrop,
        });
    }

    public void Dispose()
    {
        (_fixture.Aws.Behaviour.BeforeEffect, _fixture.Aws.Behaviour.BeforeAnswer) = (null, null);
        (_fixture.Api.Before, _fixture.Api.After) = (null, null);
    }

    /// <summary>The history that a call is about; null when it is about none, or about all.</summary>
    public static string? PrefixOf(AwsCall call) =>
        OperatorIdentity.IsOperator(call.Principal) && call.Parameters.GetValueOrDefault("RoleName") is { Length: > PrefixLength } name ? name[..PrefixLength] : null;

    private static string? PrefixOf(ApiCall call)
    {
        const string Marker = "/namespaces/";
        var at = call.Path.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length;
        return at >= Marker.Length && call.Path.Length > at + PrefixLength ? call.Path.Substring(at, PrefixLength) : null;
    }

    private async Task<ILookup<string, IrsaBinding>> ListAsync()
    {
        await Task.Delay(BetweenLists, TimeProvider.System, FaultFixture.Cancel);
        lock (_lock)
            _nextList = null;
        return (await _fixture.Client.ListAsync<IrsaBinding>(cancellationToken: FaultFixture.Cancel)).ToLookup(binding => binding.Metadata.NamespaceProperty, StringComparer.Ordinal);
    }

    private async Task StartAfterAsync(Task ended)
    {
        await ended;
        await _fixture.StartAsync(_arguments);
        _born = TimeProvider.System.GetUtcNow();
    }

    private async ValueTask<bool> PassAsync(AwsCall call, bool after) =>
        PrefixOf(call) is not { } prefix || await StrikeAsync(prefix, ofKubernetes: false, after);

    private async ValueTask<bool> PassAsync(ApiCall call, bool after)
    {
        if (PrefixOf(call) is not { } prefix)
            return true;
        if (after && call.IsWrite && !call.Path.Contains("/events", StringComparison.Ordinal))
            _writes.Enqueue((TimeProvider.System.GetUtcNow(), call));
        return await StrikeAsync(prefix, ofKubernetes: true, after);
    }

    /// <summary>What may happen to a call.</summary>
    /// <returns>False drops its connection.</returns>
    private async ValueTask<bool> StrikeAsync(string prefix, bool ofKubernetes, bool after)
    {
        if (_faults.GetValueOrDefault(prefix) is not { } fault || (fault.LosesAnswers && !ofKubernetes) || !fault.Strikes(ofKubernetes, after))
            return true;
        if (fault.IsCrash)
            await CrashAsync();
        else if (!ofKubernetes)
            fault.Refuse();
        return false;
    }
}
