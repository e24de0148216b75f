namespace IrsaOperator.Sandbox.Local;

/// <summary>The last lines that a program wrote, and all of them in a file.</summary>
internal sealed class LogLines(TextWriter file, int capacity = LogLines.DefaultCapacity) : IDisposable
{
    private const int DefaultCapacity = 2000;
    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private bool _disposed;

    /// <summary>The lines that are still remembered, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    public void Add(string line)
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            file.WriteLine(line);
            _lines.Enqueue(line);
            if (_lines.Count > capacity)
                _lines.Dequeue();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            file.Dispose();
        }
    }
}
