namespace IrsaOperator.Hosting;

/// <summary>The garbage collector's own.</summary>
internal sealed class ManagedHeap : IHeap
{
    public long Allocated => GC.GetTotalAllocatedBytes();

    public void Trim() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
