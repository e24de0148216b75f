using System.Net;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;
using k8s.Autorest;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>Pods that run without the role.</summary>
public sealed class PodsTests
{
    private readonly World _world = new();
    private readonly IrsaBinding _binding = Sample.Binding();

    public PodsTests() => _world.AddServiceAccount("dev", "app");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BindingCondition Condition => _binding.Status.Conditions!.Single(condition => condition.Type == ConditionTypes.PodsCurrent);

    [Fact]
    public async Task Pods_that_have_the_role_are_current()
    {
        await ReadyAsync();
        _world.Pods.Add(new RunningPod("new", [_binding.Status.Role!.Arn, _binding.Status.Role.Arn], Controller: null));
        await ReadyAsync();
        Assert.Equal(("True", Reasons.AllPodsCurrent), (Condition.Status, Condition.Reason));
    }

    [Fact]
    public async Task Pods_that_were_all_current_are_looked_at_again_after_an_audit_interval_and_when_the_annotation_was_written()
    {
        async Task<int> LooksAsync()
        {
            _world.Calls.Clear();
            await ReadyAsync();
            return _world.Calls.Count(call => call == "?pods");
        }

        Assert.Equal(1, await LooksAsync());
        Assert.Equal(0, await LooksAsync());
        _world.ServiceAccounts[("dev", "app")] = _world.ServiceAccounts[("dev", "app")] with
        {
            Annotations = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty,
            OurAnnotationKeys = [],
        };
        Assert.Equal(1, await LooksAsync());
        _world.Time.Advance(_world.Options.AuditInterval);
        Assert.Equal(1, await LooksAsync());
    }

    [Fact]
    public async Task Stale_pods_are_counted_and_up_to_five_are_named()
    {
        await ReadyAsync();
        _world.Pods.Add(new RunningPod("current", [_binding.Status.Role!.Arn], Controller: null));
        _world.Pods.Add(new RunningPod("p0", [_binding.Status.Role.Arn, null], Controller: null));
        for (var i = 1; i < 7; i++)
            _world.Pods.Add(new RunningPod($"p{i}", ["arn:aws:iam::111122223333:role/old"], Controller: null));
        _world.Time.Advance(_world.Options.AuditInterval);
        var report = await ReadyAsync();
        Assert.Equal(("False", Reasons.StalePods), (Condition.Status, Condition.Reason));
        Assert.StartsWith("7 of 8 running pods do not have the role: p0, p1, p2, p3, p4 and 2 more.", Condition.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), report.Outcome.LookAgain);
        Assert.Empty(Restarts);
    }

    [Fact]
    public async Task I4_With_OnChange_a_workload_is_restarted_once_however_many_pods_it_has()
    {
        _binding.Spec.Rollout = "OnChange";
        Behind("rs-1", new Workload("Deployment", "web", "d-1", null, null));
        Behind("rs-2", new Workload("Deployment", "web", "d-1", null, null));
        Behind("ds-1", new Workload("DaemonSet", "agent", "ds-1", null, null));
        var report = await ReadyAsync();
        Assert.Equal(["restart DaemonSet agent", "restart Deployment web"], Restarts.Order(StringComparer.Ordinal));
        Assert.Equal(("False", Reasons.RollingOut), (Condition.Status, Condition.Reason));
        Assert.Equal(TimeSpan.FromSeconds(15), report.Outcome.LookAgain);

        _world.Calls.Clear();
        _world.Restart();
        await ReadyAsync();
        Assert.Empty(Restarts);

        _world.Pods.Clear();
        await ReadyAsync();
        Assert.Equal("True", Condition.Status);
    }

    [Fact]
    public async Task I5_Killed_between_two_restarts_the_second_is_made_up_for()
    {
        _binding.Spec.Rollout = "OnChange";
        Behind("a", new Workload("Deployment", "a", "a", null, null));
        Behind("b", new Workload("Deployment", "b", "b", null, null));
        _world.After = call =>
        {
            if (call.StartsWith("restart", StringComparison.Ordinal))
                throw new OperationCanceledException();
        };
        await ReadyAsync();
        _world.After = null;
        _world.Restart();
        _world.Calls.Clear();
        await ReadyAsync();
        Assert.Equal(["restart Deployment b"], Restarts);
    }

    [Fact]
    public async Task What_can_not_be_restarted_is_named_with_what_to_do()
    {
        _binding.Spec.Rollout = "OnChange";
        Behind("ds", new Workload("DaemonSet", "cni", "ds", null, "replaces its pods only when they are deleted (OnDelete): delete them yourself"));
        Behind("job", new Workload("Job", "nightly", "job", null, "is not restarted: its next pods have the role"));
        _world.Pods.Add(new RunningPod("bare", [null], Controller: null));
        await ReadyAsync();
        Assert.Equal(("False", Reasons.StalePods), (Condition.Status, Condition.Reason));
        Assert.All(["DaemonSet cni", "OnDelete", "Job nightly", "made anew: bare"], words => Assert.Contains(words, Condition.Message, StringComparison.Ordinal));
        Assert.Empty(Restarts);
    }

    [Fact]
    public async Task A_restart_that_did_not_help_is_said_and_not_repeated()
    {
        _binding.Spec.Rollout = "OnChange";
        Behind("rs", new Workload("Deployment", "web", "d", null, null));
        await ReadyAsync();
        _world.Workloads["rs"] = _world.Workloads["rs"] with { IsRolledOut = true };
        _world.Calls.Clear();
        var report = await ReadyAsync();
        Assert.Empty(Restarts);
        Assert.Equal(("False", Reasons.StalePods), (Condition.Status, Condition.Reason));
        Assert.Contains("pod identity webhook", Condition.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), report.Outcome.LookAgain);
    }

    [Fact]
    public async Task A_look_that_times_out_leaves_the_binding_ready()
    {
        _world.Before = call =>
        {
            if (call == "?pods")
                throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout.");
        };
        await ReadyAsync();
        Assert.Equal(("Unknown", Reasons.PodsUnknown), (Condition.Status, Condition.Reason));
    }

    [Fact]
    public async Task A_service_account_that_was_made_again_is_asked_about_its_pods()
    {
        var made = Sample.Binding(name: "made", spec: spec => spec.ServiceAccount!.Create = true);
        await _world.ReconcileAsync(made, Cancel);
        _world.ServiceAccounts.Remove(("dev", "made"));
        await _world.ReconcileAsync(made, Cancel);
        Assert.Contains("?pods", _world.Calls);
    }

    [Fact]
    public async Task A_missing_right_is_said_and_stops_nothing()
    {
        _binding.Spec.Rollout = "OnChange";
        Behind("rs", new Workload("Deployment", "web", "d", null, null));
        _world.Before = call =>
        {
            if (call.StartsWith("restart", StringComparison.Ordinal))
                throw Forbidden();
        };
        await ReadyAsync();
        Assert.Contains("config/rollout", Condition.Message, StringComparison.Ordinal);

        _world.Before = call =>
        {
            if (call == "?pods")
                throw Forbidden();
        };
        await ReadyAsync();
        Assert.Equal(("Unknown", Reasons.PodsUnknown), (Condition.Status, Condition.Reason));
    }

    [Fact]
    public async Task A_service_account_that_was_made_just_now_has_no_pods_to_ask_about()
    {
        var made = Sample.Binding(name: "made", spec: spec => spec.ServiceAccount!.Create = true);
        await _world.ReconcileAsync(made, Cancel);
        Assert.DoesNotContain("?pods", _world.Calls);
        Assert.Equal("True", made.Status.Conditions!.Single(condition => condition.Type == ConditionTypes.PodsCurrent).Status);
    }

    private IEnumerable<string> Restarts => _world.Writes.Where(call => call.StartsWith("restart", StringComparison.Ordinal));

    private static HttpOperationException Forbidden() =>
        new("forbidden") { Response = new HttpResponseMessageWrapper(new HttpResponseMessage(HttpStatusCode.Forbidden), "") };

    private void Behind(string controllerUid, Workload workload)
    {
        _world.Workloads[controllerUid] = workload;
        _world.Pods.Add(new RunningPod($"pod-of-{controllerUid}", [null], new PodController("apps/v1", "ReplicaSet", controllerUid, controllerUid)));
    }

    private async Task<IrsaOperator.Reconciliation.Report> ReadyAsync()
    {
        var report = await _world.ReconcileAsync(_binding, Cancel);
        Assert.Equal(OutcomeKind.Ready, report.Outcome.Kind);
        return report;
    }
}
