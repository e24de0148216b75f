using System.Collections.Concurrent;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

internal sealed class RecordedProgress : IProgress<string>
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public void Report(string value) => Lines.Enqueue(value);
}
