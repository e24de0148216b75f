namespace KubeOps.Operator.Engine;

/// <summary>The machinery of one entity type.</summary>
internal interface IEntityEngine
{
    /// <summary>Watches and works until stopped; one that was stopped may be started again and begins afresh.</summary>
    void Start();

    /// <summary>Takes no new work, lets what runs come to its end within the given time, then cancels it and waits for it.</summary>
    Task StopAsync(TimeSpan drain);
}
