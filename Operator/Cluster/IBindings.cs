using IrsaOperator.Api;

namespace IrsaOperator.Cluster;

/// <summary>The cluster's bindings, read live.</summary>
internal interface IBindings
{
    /// <summary>All of them; one that can't be read is left out.</summary>
    Task<IReadOnlyList<IrsaBinding>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Whether this very binding is still there.</summary>
    Task<bool> ExistsAsync(IrsaBinding binding, CancellationToken cancellationToken);
}
