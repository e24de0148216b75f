namespace KubeOps.Abstractions.Events;

/// <summary>The severity of an event.</summary>
public enum EventType
{
    Normal,
    Warning,
}
