using System.Reflection;

namespace IrsaOperator.Tests.Soak;

/// <summary>Looks into the engine's queue, which is not part of the contract: with the real KubeOps there is none, and it always rests.</summary>
internal sealed class QueueLook(object queue)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly PropertyInfo _scheduled = queue.GetType().GetProperty("ScheduledCount", Any)!;
    private readonly PropertyInfo _size = queue.GetType().GetProperty("Size", Any)!;

    /// <summary>Whether all its keys wait for their time.</summary>
    public bool Rests => (((int Keys, int Times))_size.GetValue(queue)!).Keys <= (int)_scheduled.GetValue(queue)!;

    public static IReadOnlyList<QueueLook> Of(IEnumerable<object> services) =>
        [.. Holdings.Owners(services).Where(owner => owner.GetType().Name == "WorkQueue`1").Select(owner => new QueueLook(owner))];
}
