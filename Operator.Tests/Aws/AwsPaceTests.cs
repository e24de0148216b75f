using System.Collections.Concurrent;
using IrsaOperator.Aws;
using Microsoft.Extensions.Time.Testing;
using Polly;

namespace IrsaOperator.Tests.Aws;

public sealed class AwsPaceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly AwsPace _pace;
    private readonly ResiliencePipeline _pipeline;
    private readonly ConcurrentQueue<string> _sent = new();

    public AwsPaceTests()
    {
        _pace = new AwsPace(new AwsCallOptions(), _time);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = _time }.AddStrategy(_ => _pace, new Options()).Build();
    }

    public void Dispose() => _pace.Dispose();

    [Theory]
    [InlineData("GetRole", nameof(AwsCallKind.Read))]
    [InlineData("ListRolePolicies", nameof(AwsCallKind.Read))]
    [InlineData("SimulatePrincipalPolicy", nameof(AwsCallKind.Read))]
    [InlineData("PutRolePolicy", nameof(AwsCallKind.Write))]
    [InlineData("CreateRole", nameof(AwsCallKind.Write))]
    [InlineData("GetCallerIdentity", nameof(AwsCallKind.Other))]
    [InlineData("DescribeCluster", nameof(AwsCallKind.Other))]
    [InlineData("ListPodIdentityAssociations", nameof(AwsCallKind.Other))]
    public void Reads_and_writes_of_IAM_and_the_rest_go_apart(string operation, string kind) =>
        Assert.Equal(Enum.Parse<AwsCallKind>(kind), AwsPace.KindOf(operation));

    [Fact]
    public async Task A_throttled_read_slows_reads_only()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync("GetRole", AwsErrorsTests.Error("Throttling", 400)));
        Assert.InRange(_pace[AwsCallKind.Read].CallsPerSecond, 0, 9.5);
        Assert.Equal(10, _pace[AwsCallKind.Write].CallsPerSecond);
        Assert.Equal(10, _pace[AwsCallKind.Other].CallsPerSecond);
    }

    [Fact]
    public async Task Another_error_slows_nothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync("GetRole", AwsErrorsTests.Error("ServiceFailure", 500)));
        Assert.Equal(10, _pace[AwsCallKind.Read].CallsPerSecond);
    }

    [Fact]
    public async Task Bindings_take_turns()
    {
        await SendAsync("CreateRole");
        var calls = new List<Task>();
        using (AwsCalls.OnBehalfOf("many"))
            calls.AddRange(Enumerable.Range(0, 10).Select(i => SendAsync("PutRolePolicy", name: $"many-{i}")));
        using (AwsCalls.OnBehalfOf("one"))
            calls.Add(SendAsync("CreateRole", name: "one"));
        calls.Add(SendAsync("CreateRole", name: "nobody"));

        await ServeAsync(calls.Count);

        await Task.WhenAll(calls);
        Assert.Equal(["many-0", "one", "nobody", "many-1"], _sent.Skip(1).Take(4));
    }

    [Fact]
    public async Task A_turn_ends_with_its_scope()
    {
        await SendAsync("CreateRole");
        Task first, second, third;
        using (AwsCalls.OnBehalfOf("outer"))
        {
            first = SendAsync("CreateRole", name: "outer-1");
            using (AwsCalls.OnBehalfOf("inner"))
                second = SendAsync("CreateRole", name: "inner-1");
            third = SendAsync("CreateRole", name: "outer-2");
        }

        var last = SendAsync("CreateRole", name: "nobody");
        await ServeAsync(4);
        await Task.WhenAll(first, second, third, last);
        Assert.Equal(["outer-1", "inner-1", "nobody", "outer-2"], _sent.Skip(1));
    }

    private async Task ServeAsync(int calls)
    {
        while (_sent.Count < calls + 1)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            while (_sent.Count + _pace[AwsCallKind.Write].Waiting < calls + 1)
                await Task.Yield();
        }
    }

    private async Task SendAsync(string operation, Exception? error = null, string? name = null) => await _pipeline.ExecuteAsync(
        _ =>
        {
            _sent.Enqueue(name ?? operation);
            return error is null ? ValueTask.CompletedTask : ValueTask.FromException(error);
        },
        Context(operation, TestContext.Current.CancellationToken));

    private static ResilienceContext Context(string operation, CancellationToken cancellationToken) => ResilienceContextPool.Shared.Get(operation, cancellationToken);

    private sealed class Options : ResilienceStrategyOptions;
}
