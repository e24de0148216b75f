using IrsaOperator.Api;

namespace IrsaOperator.Cluster;

/// <summary>The cluster's bindings, read live.</summary>
internal interface IBindings
{
    /// <summary>All of them; one that can't be read is left out.</summary>
    IAsyncEnumerable<IrsaBinding> ListAsync(CancellationToken cancellationToken);

    /// <summary>Whether this very binding is still there.</summary>
    Task<bool> ExistsAsync(IrsaBinding binding, CancellationToken cancellationToken);

    /// <summary>Takes a finalizer off a binding, which lets it go.</summary>
    /// <exception cref="k8s.Autorest.HttpOperationException">Somebody changed the binding meanwhile (409), or the API server refused.</exception>
    Task ReleaseAsync(IrsaBinding binding, string finalizer, CancellationToken cancellationToken);
}
