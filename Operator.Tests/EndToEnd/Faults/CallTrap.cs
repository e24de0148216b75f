namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>
/// The calls of an operator that are about one namespace, in their order. At one of them the trap springs: from that moment on no call
/// of the namespace goes on until the process is dead.
/// </summary>
/// <param name="dead">Ends with the process.</param>
internal sealed class CallTrap(Task dead)
{
    private readonly Lock _lock = new();
    private readonly List<string> _seen = [];
    private readonly TaskCompletionSource _sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int Place, Moment Moment)? _armed;

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_lock)
                return [.. _seen];
        }
    }

    /// <summary>Ends when the trap springs.</summary>
    public Task Sprung => _sprung.Task;

    /// <summary>Springs at a place in the sequence of calls.</summary>
    public void Arm(int place, Moment moment)
    {
        lock (_lock)
            _armed = (place, moment);
    }

    /// <summary>A call has come.</summary>
    /// <returns>Its place.</returns>
    public int Enter(string words)
    {
        lock (_lock)
        {
            _seen.Add(words);
            return _seen.Count - 1;
        }
    }

    /// <summary>A call has reached a moment.</summary>
    /// <returns>Whether it goes on; false once the process that made it is dead.</returns>
    public async ValueTask<bool> PassAsync(int place, Moment moment)
    {
        lock (_lock)
        {
            if (dead.IsCompleted || _armed is not { } armed)
                return true;
            if (armed == (place, moment))
                _sprung.TrySetResult();
            else if (!Sprung.IsCompleted)
                return true;
        }

        // A call that is answered is over; held here, it would hold up whoever is next on its connection.
        if (moment == Moment.AfterAnswer)
            return true;
        await dead;
        return false;
    }
}
