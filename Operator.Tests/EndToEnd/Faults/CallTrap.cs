using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>
/// Sees every call of an operator to AWS, and every write to Kubernetes, that is about one namespace, in their order; and springs at
/// one of them.
/// </summary>
internal sealed class CallTrap : IDisposable
{
    private readonly AwsBehaviour _aws;
    private readonly ApiProxy _api;
    private readonly string _namespace;
    private readonly Lock _lock = new();
    private readonly List<string> _seen = [];
    private readonly Dictionary<object, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<long, int> _awsPlaces = [];
    private (int Place, Moment Moment, Func<Task> Spring)? _armed;

    public CallTrap(AwsBehaviour aws, ApiProxy api, string @namespace)
    {
        (_aws, _api, _namespace) = (aws, api, @namespace);
        _aws.BeforeEffect = async call =>
        {
            if (!IsOurs(call))
                return true;
            var place = Enter(call.Sequence, $"aws {call.Operation}");
            if (AtAws is { } look)
                await look(call);
            return await PassAsync(place, Moment.BeforeEffect);
        };
        _aws.BeforeAnswer = async call => _ = !IsOurs(call) || await PassAsync(Place(call.Sequence), Moment.BeforeAnswer);
        _aws.AfterAnswer = async call => _ = !IsOurs(call) || await PassAsync(Place(call.Sequence), Moment.AfterAnswer);
        _api.Before = async call =>
        {
            if (!IsOurs(call))
                return null;
            var place = Enter(call, $"kubernetes {call.Words}");
            AtKubernetes?.Invoke(call);
            return await PassAsync(place, Moment.BeforeEffect) ? null : ApiAnswer.Dropped;
        };
        _api.After = async call => !IsOurs(call) || await PassAsync(Place(call), Moment.BeforeAnswer);
        _api.Answered = async call => _ = !IsOurs(call) || await PassAsync(Place(call), Moment.AfterAnswer);
    }

    /// <summary>Looks at each call to AWS before its effect.</summary>
    public Func<AwsCall, Task>? AtAws { get; set; }

    /// <summary>Looks at each write to Kubernetes before its effect.</summary>
    public Action<ApiCall>? AtKubernetes { get; set; }

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_lock)
                return [.. _seen];
        }
    }

    /// <summary>Springs once, at a place in the sequence of calls from now on.</summary>
    public void Arm(int place, Moment moment, Func<Task> spring)
    {
        lock (_lock)
        {
            _seen.Clear();
            _places.Clear();
            _awsPlaces.Clear();
            _armed = (place, moment, spring);
        }
    }

    public void Dispose()
    {
        (_aws.BeforeEffect, _aws.BeforeAnswer, _aws.AfterAnswer) = (null, null, null);
        (_api.Before, _api.After, _api.Answered) = (null, null, null);
    }

    /// <summary>Springs no more, and begins a new sequence.</summary>
    public void Disarm() => Arm(-1, Moment.BeforeEffect, () => Task.CompletedTask);

    private bool IsOurs(AwsCall call) => OperatorIdentity.IsOperator(call.Principal)
        && call.Parameters.Any(parameter => parameter.Value.Contains(_namespace, StringComparison.Ordinal));

    private bool IsOurs(ApiCall call) => call.IsWrite && call.IsIn(_namespace);

    private int Enter(object call, string words)
    {
        lock (_lock)
        {
            _seen.Add(words);
            if (call is long sequence)
                _awsPlaces[sequence] = _seen.Count - 1;
            else
                _places[call] = _seen.Count - 1;
            return _seen.Count - 1;
        }
    }

    private int Place(object call)
    {
        lock (_lock)
            return call is long sequence ? _awsPlaces.GetValueOrDefault(sequence, -1) : _places.GetValueOrDefault(call, -1);
    }

    /// <summary>Springs, if this is the place and the moment.</summary>
    /// <returns>False once the trap has sprung at this call.</returns>
    private async ValueTask<bool> PassAsync(int place, Moment moment)
    {
        Func<Task> spring;
        lock (_lock)
        {
            if (_armed is not { } armed || armed.Place != place || armed.Moment != moment)
                return true;
            spring = armed.Spring;
            _armed = null;
        }

        await spring();
        return false;
    }
}
