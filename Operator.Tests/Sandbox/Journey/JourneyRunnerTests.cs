using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Journey;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Sandbox.Journey;

public sealed class JourneyRunnerTests : IDisposable
{
    private readonly AwsJournal _journal = new(file: null);
    private readonly FakeTimeProvider _time = new();
    private readonly List<StepResult> _reported = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task Steps_are_taken_in_order_and_reported_one_by_one()
    {
        var results = await RunAsync(
            new FakeStep("first", (notes, _) =>
            {
                notes.Did("this");
                notes.Saw("that", "there");
                _time.Advance(TimeSpan.FromSeconds(2));
                return Task.CompletedTask;
            }),
            new FakeStep("second", (_, _) => Task.CompletedTask));

        Assert.Equal([(1, "first"), (2, "second")], results.Select(result => (result.Number, result.Name)));
        Assert.Equal(results, _reported);
        Assert.All(results, result => Assert.True(result.Held));
        Assert.Equal([new StepNote(null, "this"), new StepNote("that", "there")], results[0].Notes);
        Assert.Equal(TimeSpan.FromSeconds(2), results[0].Duration);
    }

    [Fact]
    public async Task The_first_step_that_does_not_hold_is_the_last()
    {
        var results = await RunAsync(
            new FakeStep("breaks", (notes, _) =>
            {
                notes.Did("half of it");
                throw new StepFailedException("It was blue.");
            }),
            new FakeStep("never taken", (_, _) => throw new InvalidOperationException("taken")));

        var broken = Assert.Single(results);
        Assert.Equal("It was blue.", broken.Failure);
        Assert.Equal("half of it", Assert.Single(broken.Notes).Text);
    }

    [Fact]
    public async Task What_nobody_expected_breaks_a_step_by_its_name()
    {
        var results = await RunAsync(new FakeStep("breaks", (_, _) => throw new HttpRequestException("refused")));

        Assert.Equal("HttpRequestException: refused", Assert.Single(results).Failure);
    }

    [Fact]
    public async Task Cancellation_is_no_result()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await cancelled.CancelAsync();
        var step = new FakeStep("cancelled", (_, cancellation) => Task.FromCanceled(cancellation));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner().RunAsync([step], _reported.Add, cancelled.Token));
        Assert.Empty(_reported);
    }

    [Fact]
    public async Task Only_the_operators_calls_during_the_step_count()
    {
        const string operatorSession = "arn:aws:sts::111122223333:assumed-role/irsa-operator/irsa-operator";
        Add("CreateRole", operatorSession);
        var results = await RunAsync(new FakeStep("calls", (_, _) =>
        {
            Add("GetRole", operatorSession);
            Add("GetRole", operatorSession);
            Add("TagRole", operatorSession);
            Add("GetRole", "arn:aws:iam::111122223333:user/administrator");
            return Task.CompletedTask;
        }));

        Assert.Equal(new Dictionary<string, int> { ["GetRole"] = 2, ["TagRole"] = 1 }, results[0].OperatorCalls);
    }

    private Task<IReadOnlyList<StepResult>> RunAsync(params IJourneyStep[] steps) => Runner().RunAsync(steps, _reported.Add, Cancellation);

    // None of these steps looks at where it is.
    private JourneyRunner Runner() => new(context: null!, new OperatorCalls(_journal), _time);

    private void Add(string operation, string principal) => _journal.Add(new AwsCall
    {
        Sequence = 1,
        Time = _time.GetUtcNow(),
        Service = "iam",
        Operation = operation,
        Parameters = new Dictionary<string, string>(),
        Principal = principal,
        RequestId = "r",
    });
}
