using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Events;

/// <summary>Publishes an event about an entity; a failure is logged, never thrown.</summary>
public delegate Task EventPublisher(
    IKubernetesObject<V1ObjectMeta> entity,
    string reason,
    string message,
    EventType type = EventType.Normal,
    CancellationToken cancellationToken = default);
