using System.Diagnostics.Metrics;
using IrsaOperator.Aws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Aws;

public sealed class AwsCallsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly AwsCalls _calls;

    public AwsCallsTests() => _calls = Calls(new AwsCallOptions
    {
        CallsPerSecond = 1000,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        MaxRetryDelay = TimeSpan.FromMilliseconds(2),
    });

    public void Dispose()
    {
        _calls.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData("Throttling", 400)]
    [InlineData("ConcurrentModification", 409)]
    [InlineData("EntityTemporarilyUnmodifiable", 409)]
    [InlineData("ServiceFailure", 500)]
    public async Task What_passes_by_itself_is_tried_again(string code, int status)
    {
        var attempts = 0;
        var answer = await _calls.RunAsync("Op", _ => ++attempts < 4 ? throw AwsErrorsTests.Error(code, status) : Task.FromResult(42), TestContext.Current.CancellationToken);
        Assert.Equal(42, answer);
        Assert.Equal(4, attempts);
    }

    [Theory]
    [InlineData("AccessDenied", 403)]
    [InlineData("MalformedPolicyDocument", 400)]
    [InlineData("LimitExceeded", 409)]
    [InlineData("NoSuchEntity", 404)]
    public async Task What_does_not_pass_is_tried_once(string code, int status)
    {
        var attempts = 0;
        var error = await Assert.ThrowsAsync<AwsException>(() => _calls.RunAsync<int>("Op", _ =>
        {
            attempts++;
            throw AwsErrorsTests.Error(code, status);
        }, TestContext.Current.CancellationToken));
        Assert.Equal(1, attempts);
        Assert.Equal(code, error.Code);
        Assert.Equal("Op", error.Operation);
    }

    [Fact]
    public async Task I7_A_call_that_hangs_is_tried_twice_so_that_it_does_not_hold_up_a_worker()
    {
        using var calls = Calls(new AwsCallOptions { CallsPerSecond = 1000, AttemptTimeout = TimeSpan.FromMilliseconds(20), RetryDelay = TimeSpan.FromMilliseconds(1), MaxRetryDelay = TimeSpan.FromMilliseconds(2) });
        var attempts = 0;
        var error = await Assert.ThrowsAsync<AwsException>(() => calls.RunAsync<int>("Op", async token =>
        {
            attempts++;
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }, TestContext.Current.CancellationToken));
        Assert.Equal((2, AwsErrorKind.Unavailable), (attempts, error.Kind));
    }

    [Fact]
    public async Task A_role_that_was_made_a_moment_ago_may_not_be_visible_yet()
    {
        var attempts = 0;
        await _calls.RunAsync(
            "Op", _ => ++attempts < 3 ? throw AwsErrorsTests.Error("NoSuchEntity", 404) : Task.FromResult(0), TestContext.Current.CancellationToken, settling: true);
        Assert.Equal(3, attempts);
    }

    /// <summary>Right after its policies were taken off, a role may not be deletable yet; where nobody knows what hangs on it, the refusal is the answer.</summary>
    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    public async Task A_deletion_that_is_refused_is_tried_again_unless_the_refusal_is_an_answer(bool refusable, int expected)
    {
        var attempts = 0;
        try
        {
            await _calls.RunAsync(
                "Op", _ => ++attempts < 3 ? throw AwsErrorsTests.Error("DeleteConflict", 409) : Task.FromResult(0), TestContext.Current.CancellationToken, refusable: refusable);
        }
        catch (AwsException error)
        {
            Assert.Equal("DeleteConflict", error.Code);
        }

        Assert.Equal(expected, attempts);
    }

    [Fact]
    public async Task Retries_end()
    {
        var attempts = 0;
        var error = await Assert.ThrowsAsync<AwsException>(() => _calls.RunAsync<int>("Op", _ =>
        {
            attempts++;
            throw AwsErrorsTests.Error("Throttling", 400);
        }, TestContext.Current.CancellationToken));
        Assert.Equal(AwsErrorKind.Throttled, error.Kind);
        Assert.Equal(1 + new AwsCallOptions().MaxRetries, attempts);
    }

    [Fact]
    public async Task Cancellation_passes_as_cancellation()
    {
        using var source = new CancellationTokenSource();
        var call = _calls.RunAsync<int>("Op", async token =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }, source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_and_asked_for_again()
    {
        using var calls = Calls(new AwsCallOptions
        {
            AttemptTimeout = TimeSpan.FromMilliseconds(20),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(1),
        });
        var attempts = 0;
        var answer = await calls.RunAsync("Op", async token =>
        {
            if (++attempts == 1)
                await Task.Delay(Timeout.Infinite, token);
            return attempts;
        }, TestContext.Current.CancellationToken);
        Assert.Equal(2, answer);
    }

    [Fact]
    public async Task Waiting_for_the_turn_is_no_failure_however_long_it_takes()
    {
        var time = new FakeTimeProvider();
        using var calls = Calls(new AwsCallOptions { CallsPerSecond = 0.1 }, time);
        var begin = time.GetUtcNow();
        var answers = Task.WhenAll(Enumerable.Range(0, 30).Select(i => calls.RunAsync("Op", _ => Task.FromResult(i), TestContext.Current.CancellationToken)));
        while (!answers.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.Equal(Enumerable.Range(0, 30), await answers);
        Assert.InRange(time.GetUtcNow() - begin, TimeSpan.FromMinutes(4), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_can_be_cancelled()
    {
        using var calls = Calls(new AwsCallOptions(), new FakeTimeProvider());
        await calls.RunAsync("Op", _ => Task.FromResult(0), TestContext.Current.CancellationToken);
        using var source = new CancellationTokenSource();
        var waiting = calls.RunAsync("Op", _ => Task.FromResult(0), source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Metrics_tell_the_rate_and_who_waits()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var calls = new AwsCalls(new AwsCallOptions(), new AwsMetrics(meters), new FakeTimeProvider());
        await calls.RunAsync("GetRole", _ => Task.FromResult(0), TestContext.Current.CancellationToken);
        using var source = new CancellationTokenSource();
        var waiting = calls.RunAsync("GetRole", _ => Task.FromResult(0), source.Token);

        Assert.Equal(["other 10", "read 10", "write 10"], Observe<double>(meters, "irsa_operator.aws.rate"));
        Assert.Equal(["other 0", "read 1", "write 0"], Observe<int>(meters, "irsa_operator.aws.waiting"));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static SortedSet<string> Observe<T>(IMeterFactory meters, string instrument)
        where T : struct
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (published, listener) =>
            {
                if (published.Meter.Scope == meters && published.Name == instrument)
                    listener.EnableMeasurementEvents(published);
            },
        };
        listener.SetMeasurementEventCallback<T>((_, value, tags, _) => seen.Add($"{tags[0].Value} {value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }

    private AwsCalls Calls(AwsCallOptions options, TimeProvider? time = null) =>
        new(options, new AwsMetrics(_services.GetRequiredService<IMeterFactory>()), time ?? TimeProvider.System);
}
