using IrsaOperator.Planning;

namespace IrsaOperator.Cluster;

/// <summary>The pods of a ServiceAccount.</summary>
internal interface IPods
{
    /// <summary>Those that run or are about to; what has ended or is ending is left out.</summary>
    /// <param name="namespace">The ServiceAccount's namespace.</param>
    /// <param name="serviceAccount">Its name.</param>
    /// <param name="mayBeShared">Whether a list will do that is some seconds old, and was made for others.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<RunningPod>> ListAsync(string @namespace, string serviceAccount, bool mayBeShared, CancellationToken cancellationToken);
}
