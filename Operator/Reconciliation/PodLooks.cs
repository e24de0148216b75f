using IrsaOperator.Cluster;
using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Looks at the pods of ServiceAccounts no more often than that tells something: nobody watches pods, so once in an audit interval,
/// and at once when the annotation has changed.
/// </summary>
internal sealed class PodLooks(IPods pods, BindingIndex index, ReconcilerOptions options, TimeProvider time)
{
    /// <summary>Whether all pods were found to have the role a while ago.</summary>
    public bool WereCurrent(Run run, string roleArn) =>
        !run.AnnotatedServiceAccount
        && index.PodsCurrent(run.Binding) is { } seen
        && seen.RoleArn == roleArn
        && time.GetElapsedTime(seen.At) < options.MaxRoleAge;

    /// <summary>Lists the pods. Some seconds don't matter, unless the ServiceAccount was annotated only just now.</summary>
    public Task<IReadOnlyList<RunningPod>> ListAsync(Run run, CancellationToken cancellationToken) => pods.ListAsync(
        run.Binding.Namespace, run.Binding.ServiceAccount, mayBeShared: !run.AnnotatedServiceAccount, cancellationToken);

    /// <summary>Notes that all pods have the role.</summary>
    public void AreCurrent(Run run, string roleArn) => index.SetPodsCurrent(run.Binding, roleArn, time.GetTimestamp());
}
