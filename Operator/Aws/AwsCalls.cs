using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace IrsaOperator.Aws;

/// <summary>
/// The one way out to AWS: every call of the process waits for its turn, is tried again while trying helps, and
/// is counted. The SDK's own retries are off, so they don't multiply with these.
/// </summary>
internal sealed class AwsCalls : IDisposable
{
    private const int MaxTimeouts = 2;

    private static readonly ResiliencePropertyKey<CallContext> ContextKey = new("irsa.call");

    private readonly AwsPace _pace;
    private readonly StandstillGuard _standstill;
    private readonly ResiliencePipeline _pipeline;
    private readonly AwsMetrics _metrics;
    private readonly TimeProvider _time;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "EmptyOptions has nothing to validate, and so nothing that could be trimmed.")]
    public AwsCalls(AwsCallOptions options, AwsMetrics metrics, TimeProvider time)
    {
        _metrics = metrics;
        _time = time;
        _pace = new AwsPace(options, time);
        _standstill = new StandstillGuard(time);
        metrics.Watch(_pace);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Exception is { } error and not OperationCanceledException && ShouldRetry(args.Context, error, args.AttemptNumber)),
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
            })
            .AddStrategy(_ => _pace, new EmptyOptions())
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout })
            .Build();
    }

    /// <summary>Names the binding on whose behalf the calls are made that follow in this flow: bindings take turns.</summary>
    public static IDisposable OnBehalfOf(string binding) => AwsPace.OnBehalfOf(binding);

    /// <summary>Makes the call.</summary>
    /// <param name="operation">The API operation's name, for counting and messages.</param>
    /// <param name="call">The call, which must be safe to repeat.</param>
    /// <param name="settling">Whether the entity was made a moment ago: NotFound then means "not visible yet".</param>
    /// <param name="refusable">Whether a conflict is an answer, which another try would not change.</param>
    /// <param name="cancellationToken">Ends the call; cancellation is passed on as such.</param>
    /// <exception cref="AwsException">The call failed, and another try right now would not help.</exception>
    public async Task<T> RunAsync<T>(
        string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, bool settling = false, bool refusable = false)
    {
        var context = ResilienceContextPool.Shared.Get(operation, cancellationToken);
        context.Properties.Set(ContextKey, new CallContext(settling, refusable));
        try
        {
            return await _pipeline.ExecuteAsync(
                async attempt =>
                {
                    await _standstill.PassAsync(attempt.CancellationToken);
                    return await CountAsync(operation, call, attempt.CancellationToken);
                },
                context);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AwsException(AwsErrors.Classify(error), operation, AwsErrors.Code(error), AwsErrors.Message(error), error);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose()
    {
        _pace.Dispose();
        _standstill.Dispose();
    }

    private async Task<T> CountAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        try
        {
            var answer = await call(cancellationToken);
            _metrics.Record(operation, "OK", _time.GetElapsedTime(start));
            return answer;
        }
        catch (Exception error)
        {
            _metrics.Record(operation, AwsErrors.Code(error), _time.GetElapsedTime(start));
            throw;
        }
    }

    // While a call hangs it holds up a worker, which others wait for: after two timeouts it is tried again from the queue.
    private static bool ShouldRetry(ResilienceContext context, Exception error, int attempt) => AwsErrors.Classify(error) switch
    {
        _ when error is TimeoutRejectedException && attempt >= MaxTimeouts - 1 => false,
        AwsErrorKind.Busy when AwsErrors.IsDeleteConflict(error) => !Call(context).Refusable,
        AwsErrorKind.Throttled or AwsErrorKind.Busy or AwsErrorKind.Unavailable => true,
        AwsErrorKind.NotFound => Call(context).Settling,
        _ => false,
    };

    private static CallContext Call(ResilienceContext context) => context.Properties.GetValue(ContextKey, CallContext.Plain);

    private sealed record CallContext(bool Settling, bool Refusable)
    {
        public static readonly CallContext Plain = new(Settling: false, Refusable: false);
    }

    private sealed class EmptyOptions : ResilienceStrategyOptions;
}
