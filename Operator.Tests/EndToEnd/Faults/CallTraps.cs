using System.Collections.Concurrent;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>Brings every call of an operator to AWS, and every write to Kubernetes, to the trap and the invariants of the namespace that it is about.</summary>
internal sealed class CallTraps : IDisposable
{
    private readonly AwsBehaviour _aws;
    private readonly ApiProxy _api;
    private readonly IReadOnlyDictionary<string, (CallTrap Trap, InvariantWatch Watch)> _byNamespace;
    private readonly ConcurrentDictionary<long, int> _awsPlaces = new();
    private readonly ConcurrentDictionary<ApiCall, int> _apiPlaces = new(ReferenceEqualityComparer.Instance);

    public CallTraps(AwsBehaviour aws, ApiProxy api, IReadOnlyDictionary<string, (CallTrap Trap, InvariantWatch Watch)> byNamespace)
    {
        (_aws, _api, _byNamespace) = (aws, api, byNamespace);
        _aws.BeforeEffect = async call =>
        {
            if (Of(call) is not { } found)
                return true;
            var place = _awsPlaces[call.Sequence] = found.Trap.Enter($"aws {call.Operation}");
            await found.Watch.AtAwsAsync(call);
            return await found.Trap.PassAsync(place, Moment.BeforeEffect);
        };
        _aws.BeforeAnswer = async call => await PassAsync(call, Moment.BeforeAnswer);
        _aws.AfterAnswer = async call => await PassAsync(call, Moment.AfterAnswer);
        _api.Before = async call =>
        {
            if (Of(call) is not { } found)
                return null;
            var place = _apiPlaces[call] = found.Trap.Enter($"kubernetes {call.Words}");
            found.Watch.AtKubernetes(call);
            return await found.Trap.PassAsync(place, Moment.BeforeEffect) ? null : ApiAnswer.Dropped;
        };
        _api.After = call => PassAsync(call, Moment.BeforeAnswer);
        _api.Answered = async call => await PassAsync(call, Moment.AfterAnswer);
    }

    public void Dispose()
    {
        (_aws.BeforeEffect, _aws.BeforeAnswer, _aws.AfterAnswer) = (null, null, null);
        (_api.Before, _api.After, _api.Answered) = (null, null, null);
    }

    // What came before the traps were laid has no place.
    private ValueTask<bool> PassAsync(AwsCall call, Moment moment) =>
        _awsPlaces.TryGetValue(call.Sequence, out var place) && Of(call) is { } found ? found.Trap.PassAsync(place, moment) : new(true);

    private ValueTask<bool> PassAsync(ApiCall call, Moment moment) =>
        _apiPlaces.TryGetValue(call, out var place) && Of(call) is { } found ? found.Trap.PassAsync(place, moment) : new(true);

    private (CallTrap Trap, InvariantWatch Watch)? Of(AwsCall call) => OperatorIdentity.IsOperator(call.Principal)
        ? Found(_byNamespace.Keys.FirstOrDefault(@namespace => call.Parameters.Any(parameter => parameter.Value.Contains(@namespace, StringComparison.Ordinal))))
        : null;

    private (CallTrap Trap, InvariantWatch Watch)? Of(ApiCall call) => call.IsWrite ? Found(_byNamespace.Keys.FirstOrDefault(call.IsIn)) : null;

    private (CallTrap Trap, InvariantWatch Watch)? Found(string? @namespace) => @namespace is null ? null : _byNamespace[@namespace];
}
