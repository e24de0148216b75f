using System.Diagnostics.Metrics;
using IrsaOperator.Aws;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task A_role_that_was_made_a_moment_ago_may_not_be_visible_yet()
    {
        var attempts = 0;
        await _calls.RunAsync(
            "Op", _ => ++attempts < 3 ? throw AwsErrorsTests.Error("NoSuchEntity", 404) : Task.FromResult(0), TestContext.Current.CancellationToken, settling: true);
        Assert.Equal(3, attempts);
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

    private AwsCalls Calls(AwsCallOptions options) =>
        new(options, new AwsMetrics(_services.GetRequiredService<IMeterFactory>()), TimeProvider.System);
}
