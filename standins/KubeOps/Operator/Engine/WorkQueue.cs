using System.Threading.Channels;

namespace KubeOps.Operator.Engine;

/// <summary>
/// Keys that wait for a worker. A key is in the hands of one worker at most; what is asked of it meanwhile is folded into
/// one later run. Delayed keys wait for one timer; of several times for a key the earliest counts.
/// </summary>
internal sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    // Longer than anybody waits, and far from where time stamps end.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(3650);

    private readonly Lock _lock = new();
    private readonly Channel<TKey> _ready = Channel.CreateUnbounded<TKey>();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private readonly PriorityQueue<TKey, TimeSpan> _schedule = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private TimeSpan _timerDue = TimeSpan.MaxValue;
    private int _readyCount;
    private int _scheduledCount;

    public WorkQueue(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(_ => OnTimer(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Keys that could be worked on at once.</summary>
    public int ReadyCount => Volatile.Read(ref _readyCount);

    /// <summary>Keys that wait for their time.</summary>
    public int ScheduledCount => Volatile.Read(ref _scheduledCount);

    /// <summary>Keys that are known, and times that are kept for them.</summary>
    internal (int Keys, int Times) Size
    {
        get
        {
            lock (_lock)
                return (_entries.Count, _schedule.Count);
        }
    }

    /// <summary>Asks for a run now.</summary>
    public void Add(TKey key)
    {
        lock (_lock)
            MakeReady(key, EntryOf(key));
    }

    /// <summary>Asks for a run after a while; an earlier one that is already due stays.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (_lock)
        {
            var entry = EntryOf(key);
            var due = Now + (delay < LongestDelay ? delay : LongestDelay);
            if (entry.Ready || entry.Again || entry.Due <= due)
                return;
            if (entry.Due is null)
                _scheduledCount++;
            entry.Due = due;
            _schedule.Enqueue(key, due);
            ForgetReplacedTimes();
            Arm();
        }
    }

    /// <summary>Waits for a key to work on; <see cref="Done"/> must follow.</summary>
    /// <exception cref="ChannelClosedException">The queue was closed.</exception>
    public async ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        var key = await _ready.Reader.ReadAsync(cancellationToken);
        lock (_lock)
        {
            var entry = _entries[key];
            entry.Ready = false;
            entry.Running = true;
            _readyCount--;
        }

        return key;
    }

    /// <summary>Gives a key back.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            var entry = _entries[key];
            entry.Running = false;
            if (entry.Again)
            {
                entry.Again = false;
                MakeReady(key, entry);
            }
            else if (entry.Due is null && !entry.Ready)
            {
                _entries.Remove(key);
            }
        }
    }

    /// <summary>No more keys are handed out; whoever waits for one is let go.</summary>
    public void Close() => _ready.Writer.TryComplete(new ChannelClosedException());

    public void Dispose()
    {
        Close();
        _timer.Dispose();
    }

    /// <summary>Since the queue was made: a clock that is put back or forward must neither hold a key up nor hurry it.</summary>
    private TimeSpan Now => _time.GetElapsedTime(_start);

    private Entry EntryOf(TKey key)
    {
        if (!_entries.TryGetValue(key, out var entry))
            _entries[key] = entry = new Entry();
        return entry;
    }

    private void MakeReady(TKey key, Entry entry)
    {
        if (entry.Due is not null)
        {
            entry.Due = null;
            _scheduledCount--;
        }

        if (entry.Running)
        {
            entry.Again = true;
        }
        else if (!entry.Ready && _ready.Writer.TryWrite(key))
        {
            entry.Ready = true;
            _readyCount++;
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _timerDue = TimeSpan.MaxValue;
            var now = Now;
            while (_schedule.TryPeek(out var key, out var due) && due <= now)
            {
                _schedule.Dequeue();

                // A time that was replaced by an earlier one, or by a run, is no longer the key's.
                if (_entries.TryGetValue(key, out var entry) && entry.Due == due)
                    MakeReady(key, entry);
            }

            Arm();
        }
    }

    // A key that runs often and asks for a far time after every run leaves one behind each time.
    private void ForgetReplacedTimes()
    {
        if (_schedule.Count <= 64 + (2 * _scheduledCount))
            return;
        _schedule.Clear();
        _schedule.EnqueueRange(_entries.Where(entry => entry.Value.Due is not null).Select(entry => (entry.Key, entry.Value.Due!.Value)));
    }

    private void Arm()
    {
        if (!_schedule.TryPeek(out _, out var due) || due >= _timerDue)
            return;
        _timerDue = due;
        var delay = due - Now;

        // Timers know no more than 49 days; the timer then just wakes up early.
        _timer.Change(delay < TimeSpan.Zero ? TimeSpan.Zero : delay < TimeSpan.FromDays(40) ? delay : TimeSpan.FromDays(40), Timeout.InfiniteTimeSpan);
    }

    private sealed class Entry
    {
        public bool Ready { get; set; }

        public bool Running { get; set; }

        public bool Again { get; set; }

        public TimeSpan? Due { get; set; }
    }
}
