using System.Text.Json;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>Every call the emulator has answered, in order of the answers.</summary>
internal sealed class AwsJournal(string? file) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lock _lock = new();
    private readonly List<AwsCall> _calls = [];
    private readonly StreamWriter? _file = file is null ? null : new StreamWriter(file, append: true) { AutoFlush = true };
    private bool _disposed;

    public IReadOnlyList<AwsCall> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    /// <summary>A position: <see cref="Since"/> gives the calls after it.</summary>
    public int Mark()
    {
        lock (_lock)
            return _calls.Count;
    }

    public IReadOnlyList<AwsCall> Since(int mark)
    {
        lock (_lock)
            return [.. _calls.Skip(mark)];
    }

    public int Count(string operation)
    {
        lock (_lock)
            return _calls.Count(c => c.Operation == operation);
    }

    public IReadOnlyDictionary<string, int> CountByOperation()
    {
        lock (_lock)
            return _calls.GroupBy(c => c.Operation).ToDictionary(g => g.Key, g => g.Count());
    }

    public void Clear()
    {
        lock (_lock)
            _calls.Clear();
    }

    public void Add(AwsCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
            if (!_disposed)
                _file?.WriteLine(JsonSerializer.Serialize(call, Json));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _file?.Dispose();
        }
    }
}
