namespace IrsaOperator.Cluster;

/// <summary>
/// Reads that several share who ask for the same at the same time. Who asks while one is under way may know of something newer than it
/// shows, and gets the next one, together with all others who ask until that begins.
/// </summary>
/// <typeparam name="T">What a read brings.</typeparam>
internal sealed class JoinedReads<T>(Func<string, Task<T>> read)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TaskCompletionSource<T>?> _next = new(StringComparer.Ordinal);

    /// <summary>What a read brings that begins after this call.</summary>
    public Task<T> AskAsync(string key, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isUnderWay;
        lock (_lock)
        {
            isUnderWay = _next.TryGetValue(key, out var next);
            if (isUnderWay)
                answer = next ?? answer;
            _next[key] = isUnderWay ? answer : null;
        }

        if (!isUnderWay)
            _ = ReadAsync(key, answer);
        return answer.Task.WaitAsync(cancellationToken);
    }

    private async Task ReadAsync(string key, TaskCompletionSource<T>? asked)
    {
        while (asked is not null)
        {
            try
            {
                asked.SetResult(await read(key));
            }
            catch (Exception error)
            {
                asked.SetException(error);
            }

            lock (_lock)
            {
                asked = _next[key];
                if (asked is null)
                    _next.Remove(key);
                else
                    _next[key] = null;
            }
        }
    }
}
