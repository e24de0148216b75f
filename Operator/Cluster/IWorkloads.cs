using IrsaOperator.Planning;

namespace IrsaOperator.Cluster;

/// <summary>What stands behind pods.</summary>
internal interface IWorkloads
{
    /// <summary>The workload behind a pod's controller; null when it is gone.</summary>
    Task<Workload?> FindAsync(string @namespace, PodController controller, CancellationToken cancellationToken);

    /// <summary>Restarts exactly this workload, by an annotation of its pod template that holds the ARN.</summary>
    Task<ApplyResult> RestartAsync(string @namespace, Workload workload, string roleArn, CancellationToken cancellationToken);
}
