using IrsaOperator.Api;
using KubeOps.Abstractions.Events;

namespace IrsaOperator.Reconciliation;

/// <summary>Kubernetes events about what changed.</summary>
internal sealed class BindingEvents(EventPublisher publish)
{
    public Task ChangedAsync(IrsaBinding binding, string reason, string message, CancellationToken cancellationToken) =>
        publish(binding, reason, message, EventType.Normal, cancellationToken);

    public Task WarnAsync(IrsaBinding binding, string reason, string message, CancellationToken cancellationToken) =>
        publish(binding, reason, message, EventType.Warning, cancellationToken);
}
