using IrsaOperator.Planning;

namespace IrsaOperator.Cluster;

/// <summary>The pods of a ServiceAccount.</summary>
internal interface IPods
{
    /// <summary>Those that run or are about to; what has ended or is ending is left out.</summary>
    Task<IReadOnlyList<RunningPod>> ListAsync(string @namespace, string serviceAccount, CancellationToken cancellationToken);
}
