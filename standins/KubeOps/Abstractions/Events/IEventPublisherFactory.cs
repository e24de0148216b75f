namespace KubeOps.Abstractions.Events;

/// <summary>Makes publishers.</summary>
public interface IEventPublisherFactory
{
    EventPublisher Create();
}
