namespace KubeOps.Abstractions.Builder;

/// <summary>Where the queue lives; the stand-in has the one in memory.</summary>
public enum QueueStrategy
{
    InMemory,
    Custom,
}
