using IrsaOperator.Api;

namespace IrsaOperator.Cluster;

/// <summary>Writes bindings' statuses.</summary>
internal interface IBindingStatuses
{
    /// <summary>The newest status that this process knows of: its own last write may be ahead of the watch.</summary>
    IrsaBindingStatus? Latest(IrsaBinding binding);

    /// <summary>Replaces the status; a binding that is gone needs none.</summary>
    Task WriteAsync(IrsaBinding binding, IrsaBindingStatus status, CancellationToken cancellationToken);

    /// <summary>Drops what is remembered of a binding that is gone.</summary>
    void Forget(IrsaBinding binding);
}
