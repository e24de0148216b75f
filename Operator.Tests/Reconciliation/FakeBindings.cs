using IrsaOperator.Api;
using IrsaOperator.Cluster;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>The cluster's bindings, in memory.</summary>
internal sealed class FakeBindings : IBindings
{
    public List<IrsaBinding> Items { get; } = [];

    public int Lists { get; private set; }

    public IAsyncEnumerable<IrsaBinding> ListAsync(CancellationToken cancellationToken)
    {
        Lists++;
        return Items.ToArray().ToAsyncEnumerable();
    }

    public Task<bool> ExistsAsync(IrsaBinding binding, CancellationToken cancellationToken) =>
        Task.FromResult(Items.Exists(other => other.Metadata.Uid == binding.Metadata.Uid));

    public Task ReleaseAsync(IrsaBinding binding, string finalizer, CancellationToken cancellationToken)
    {
        Items.RemoveAll(other => other.Metadata.Uid == binding.Metadata.Uid);
        return Task.CompletedTask;
    }
}
