using System.Net;
using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using k8s.Autorest;
using KubeOps.Abstractions.Rbac;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// After the ServiceAccount is told: which of its pods run without the role, and with rollout OnChange their workloads'
/// restart. It says so beside the outcome and never changes it.
/// </summary>
[GenericRbac(Groups = [""], Resources = ["pods"], Verbs = RbacVerb.List)]
[GenericRbac(Groups = ["apps"], Resources = ["replicasets", "deployments", "statefulsets", "daemonsets"], Verbs = RbacVerb.Get)]
internal sealed class PodsStep(PodLooks looks, IWorkloads workloads, BindingEvents events, ILogger<PodsStep> logger)
{
    private static readonly TimeSpan WhileRolling = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WhileStale = TimeSpan.FromMinutes(1);

    public async Task RemarkAsync(Run run, string roleArn, CancellationToken cancellationToken)
    {
        // No pod can run under a ServiceAccount that never was there. One that was made again may have pods from before.
        if (run.MadeServiceAccount && !run.Binding.IsEstablished)
        {
            looks.AreCurrent(run, roleArn);
            run.Remark(Current);
            return;
        }

        if (looks.WereCurrent(run, roleArn))
        {
            run.Remark(Current);
            return;
        }

        try
        {
            run.Remark(await LookAsync(run, roleArn, cancellationToken));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            run.LookAgain = WhileStale;
            logger.PodsUnknown(run.Binding.Namespace, run.Binding.ServiceAccount, ApiErrors.Message(error));
            run.Remark(new Remark(ConditionTypes.PodsCurrent, Status: null, Reasons.PodsUnknown, $"The ServiceAccount's pods can't be looked at: {ApiErrors.Message(error)}"));
        }
    }

    private static Remark Current => new(
        ConditionTypes.PodsCurrent, Status: true, Reasons.AllPodsCurrent, "No running pod of the ServiceAccount is without the role.");

    private async Task<Remark> LookAsync(Run run, string roleArn, CancellationToken cancellationToken)
    {
        var binding = run.Binding;
        var running = await looks.ListAsync(run, cancellationToken);
        var stale = running.Where(pod => pod.IsStale(roleArn)).ToList();
        if (stale.Count == 0)
        {
            looks.AreCurrent(run, roleArn);
            return Current;
        }

        run.LookAgain = WhileStale;
        var what = StalePods.Describe(running.Count, stale.Select(pod => pod.Name));
        if (!binding.RestartsWorkloads)
            return new Remark(ConditionTypes.PodsCurrent, Status: false, Reasons.StalePods, $"{what}. Restart them, or set rollout to OnChange.");

        var (rolling, notes) = await RestartAsync(run, roleArn, stale, cancellationToken);
        if (rolling)
            run.LookAgain = WhileRolling;
        return new Remark(
            ConditionTypes.PodsCurrent,
            Status: false,
            rolling ? Reasons.RollingOut : Reasons.StalePods,
            notes.Count == 0 ? $"{what}." : $"{what}. {string.Join("; ", notes)}.");
    }

    /// <summary>Restarts what was not restarted for this role before. The mark on the pod template is the only memory.</summary>
    private async Task<(bool Rolling, IReadOnlyList<string> Notes)> RestartAsync(
        Run run, string roleArn, IReadOnlyList<RunningPod> stale, CancellationToken cancellationToken)
    {
        var (rolling, notes) = (false, new SortedSet<string>(StringComparer.Ordinal));
        var bare = stale.Where(pod => pod.Controller is null).Select(pod => pod.Name).Order(StringComparer.Ordinal).ToList();
        if (bare.Count > 0)
            notes.Add($"Pods without a controller have to be made anew: {StalePods.Some(bare)}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var controller in stale.Select(pod => pod.Controller).OfType<PodController>().DistinctBy(controller => controller.Uid))
        {
            if (await workloads.FindAsync(run.Binding.Namespace, controller, cancellationToken) is not { } workload || !seen.Add(workload.Uid))
                continue;
            if (workload.Obstacle is { } obstacle)
            {
                notes.Add($"{workload.Title} {obstacle}");
                continue;
            }

            if (workload is { IsRolledOut: true } && workload.RestartedFor == roleArn)
            {
                notes.Add($"{workload.Title} was restarted for this role before, and has pods without it again: see whether the pod identity webhook runs, and restart it yourself");
                continue;
            }

            var problem = workload.RestartedFor == roleArn ? null : await TryRestartAsync(run, workload, roleArn, cancellationToken);
            rolling |= problem is null;
            notes.Add(problem ?? $"{workload.Title} was restarted for this role");
        }

        return (rolling, [.. notes]);
    }

    /// <summary>Restarts the workload.</summary>
    /// <returns>Null when it was restarted; why it was not, otherwise.</returns>
    private async Task<string?> TryRestartAsync(Run run, Workload workload, string roleArn, CancellationToken cancellationToken)
    {
        try
        {
            if (await workloads.RestartAsync(run.Binding.Namespace, workload, roleArn, cancellationToken) == ApplyResult.Missing)
                return $"{workload.Title} changed meanwhile";
        }
        catch (HttpOperationException error)
        {
            logger.WorkloadNotRestarted(workload.Title, run.Binding.Namespace, ApiErrors.Message(error));
            return $"{workload.Title} can't be restarted ({ApiErrors.Message(error)}): "
                + (error.Response?.StatusCode == HttpStatusCode.Forbidden ? "apply config/rollout, or restart it yourself" : "it is tried again");
        }

        await events.ChangedAsync(run.Binding.Binding, Reasons.WorkloadRestarted,
            $"Restarted {workload.Title}, whose pods ran without {roleArn}.", cancellationToken);
        return null;
    }
}
