using Polly;

namespace IrsaOperator.Aws;

/// <summary>
/// Lets every attempt wait for its turn, and learns from its answer. Reads, writes and the rest go apart, as AWS throttles
/// them apart; the bindings take turns.
/// </summary>
internal sealed class AwsPace : ResilienceStrategy, IDisposable
{
    private static readonly AsyncLocal<string?> Origin = new();

    private readonly AwsLane _reads;
    private readonly AwsLane _writes;
    private readonly AwsLane _others;

    public AwsPace(AwsCallOptions options, TimeProvider time)
    {
        _reads = new AwsLane(options, time);
        _writes = new AwsLane(options, time);
        _others = new AwsLane(options, time);
    }

    public AwsLane this[AwsCallKind kind] => kind switch
    {
        AwsCallKind.Read => _reads,
        AwsCallKind.Write => _writes,
        _ => _others,
    };

    public static AwsCallKind KindOf(string operation) => operation switch
    {
        "GetCallerIdentity" or "AssumeRoleWithWebIdentity" => AwsCallKind.Other,
        "ListPodIdentityAssociations" => AwsCallKind.Other,
        _ when operation.StartsWith("Describe", StringComparison.Ordinal) => AwsCallKind.Other,
        _ when operation.StartsWith("Get", StringComparison.Ordinal)
            || operation.StartsWith("List", StringComparison.Ordinal)
            || operation.StartsWith("Simulate", StringComparison.Ordinal) => AwsCallKind.Read,
        _ => AwsCallKind.Write,
    };

    /// <summary>Names whose turn the calls are that follow in this flow; calls that nobody names share one turn.</summary>
    public static IDisposable OnBehalfOf(string origin)
    {
        var before = Origin.Value;
        Origin.Value = origin;
        return new Scope(before);
    }

    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
        _others.Dispose();
    }

    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        var lane = this[KindOf(context.OperationKey ?? "")];
        long sent;
        try
        {
            sent = await lane.WaitAsync(Origin.Value ?? "", context.CancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            return Outcome.FromException<TResult>(error);
        }

        var outcome = await callback(context, state);

        // Other failures tell nothing about the rate.
        if (outcome.Exception is null || AwsErrors.Classify(outcome.Exception) == AwsErrorKind.Throttled)
            lane.Answered(sent, throttled: outcome.Exception is not null);
        return outcome;
    }

    private sealed class Scope(string? before) : IDisposable
    {
        public void Dispose() => Origin.Value = before;
    }
}
