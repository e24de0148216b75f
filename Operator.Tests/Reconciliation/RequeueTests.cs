using IrsaOperator.Api;
using IrsaOperator.Reconciliation;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

public sealed class RequeueTests
{
    private readonly Requeue _requeue = new(new ReconcilerOptions { Planning = Sample.Options });

    [Fact]
    public void I8_Failures_back_off_to_five_minutes_and_never_stop()
    {
        var failed = Outcome.Failed(Step.Role, Reasons.AwsError, "");
        var delays = Enumerable.Range(0, 100).Select(_ => _requeue.After("a", failed)).ToList();
        Assert.InRange(delays[0].TotalSeconds, 0.9, 1.1);
        Assert.InRange(delays[3].TotalSeconds, 7.2, 8.8);
        Assert.All(delays[20..], delay => Assert.InRange(delay.TotalSeconds, 270, 330));
    }

    [Fact]
    public void A_success_forgets_the_failures()
    {
        _requeue.After("a", Outcome.Failed(Step.Role, Reasons.AwsError, ""));
        _requeue.After("a", Outcome.Failed(Step.Role, Reasons.AwsError, ""));
        Assert.InRange(_requeue.After("a", Outcome.Ready("")).TotalMinutes, 9, 11);
        Assert.InRange(_requeue.After("a", Outcome.Failed(Step.Role, Reasons.AwsError, "")).TotalSeconds, 0.9, 1.1);
    }

    [Fact]
    public void I7_One_bindings_failures_do_not_slow_another()
    {
        for (var i = 0; i < 10; i++)
            _requeue.After("a", Outcome.Failed(Step.Role, Reasons.AwsError, ""));
        Assert.InRange(_requeue.After("b", Outcome.Failed(Step.Role, Reasons.AwsError, "")).TotalSeconds, 0.9, 1.1);
    }

    [Fact]
    public void Bindings_that_came_together_do_not_stay_together() =>
        Assert.True(Enumerable.Range(0, 20).Select(i => _requeue.After($"{i}", Outcome.Ready(""))).Distinct().Count() > 10);
}
