using IrsaOperator.Hosting;

namespace IrsaOperator.Tests.Hosting;

public sealed class HeapTrimTests : IDisposable
{
    private const long MiB = 1 << 20;

    private readonly FakeHeap _heap = new();
    private readonly HeapTrim _trim;

    public HeapTrimTests() => _trim = new HeapTrim(TimeProvider.System, _heap);

    public void Dispose() => _trim.Dispose();

    [Fact]
    public void Memory_is_given_back_once_when_a_burst_is_over()
    {
        foreach (var allocated in new[] { 200 * MiB, 100 * MiB })
        {
            Pass(allocated);
            Assert.Equal(0, _heap.Trims);
        }

        Pass(MiB);
        Assert.Equal(1, _heap.Trims);
        for (var period = 0; period < 20; period++)
            Pass(MiB);
        Assert.Equal(1, _heap.Trims);
    }

    [Fact]
    public void Little_by_little_makes_a_burst_too()
    {
        for (var period = 0; period < 63; period++)
            Pass(MiB);
        Assert.Equal(0, _heap.Trims);
        Pass(2 * MiB);
        Assert.Equal(1, _heap.Trims);
    }

    [Fact]
    public void Nothing_is_held_up_while_there_is_work()
    {
        for (var period = 0; period < 20; period++)
            Pass(50 * MiB);
        Assert.Equal(0, _heap.Trims);
    }

    [Fact]
    public void The_collector_does_what_it_is_asked()
    {
        var heap = new ManagedHeap();
        var before = (heap.Allocated, GC.CollectionCount(GC.MaxGeneration));
        heap.Trim();
        Assert.True(GC.CollectionCount(GC.MaxGeneration) > before.Item2);
        Assert.True(heap.Allocated >= before.Allocated);
    }

    private void Pass(long allocated)
    {
        _heap.Allocated += allocated;
        _trim.Look();
    }

    private sealed class FakeHeap : IHeap
    {
        public long Allocated { get; set; }

        public int Trims { get; private set; }

        public void Trim() => Trims++;
    }
}
