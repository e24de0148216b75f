namespace IrsaOperator.Cluster;

/// <summary>
/// Lists that several share who ask for the same within some seconds. The first few are on their own: a list of everything pays as soon
/// as more than these want a part of it.
/// </summary>
/// <typeparam name="T">What a list brings.</typeparam>
internal sealed class SharedLists<T>(Func<string, CancellationToken, Task<T>> list, TimeProvider time)
    where T : class
{
    /// <summary>How old a list may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private const int OnTheirOwn = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);

    /// <summary>The list for a key; null for one who had better ask for the part alone.</summary>
    public async Task<T?> FindAsync(string key, CancellationToken cancellationToken)
    {
        Task<T>? shared;
        lock (_lock)
        {
            Forget();
            if (!_asked.TryGetValue(key, out var asked))
                _asked[key] = asked = new Asked(time.GetTimestamp());
            if (++asked.Times > OnTheirOwn && asked.List is null)
                asked.Share(list(key, CancellationToken.None), time.GetTimestamp());
            shared = asked.List;
        }

        if (shared is null)
            return null;
        try
        {
            return await shared.WaitAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next one who asks begins anew, and this one gets the error.
            lock (_lock)
                _asked.Remove(key);
            throw;
        }
    }

    // What is old is dropped, and with it the memory that it holds.
    private void Forget()
    {
        foreach (var (key, asked) in _asked)
        {
            if (time.GetElapsedTime(asked.At) >= MaxAge)
                _asked.Remove(key);
        }
    }

    private sealed class Asked(long at)
    {
        /// <summary>When the list was begun; before there is one, when the first one asked.</summary>
        public long At { get; private set; } = at;

        public int Times { get; set; }

        public Task<T>? List { get; private set; }

        public void Share(Task<T> task, long begun) => (List, At) = (task, begun);
    }
}
