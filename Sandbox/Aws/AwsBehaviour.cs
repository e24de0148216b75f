namespace IrsaOperator.Sandbox.Aws;

/// <summary>IAM's habits, all off at the start; every one may be changed while the emulator runs.</summary>
internal sealed class AwsBehaviour(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<AwsFault> _faults = [];
    private double _tokens;
    private DateTimeOffset _refilled;
    private Random _lag = new(0);
    private int _laggedReads;

    /// <summary>Time each call takes before it is looked at.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>For so long after CreateRole the role is not found by other calls.</summary>
    public TimeSpan PropagationDelay { get; set; }

    /// <summary>For so long after the last detachment DeleteRole still answers DeleteConflict.</summary>
    public TimeSpan DetachDelay { get; set; }

    /// <summary>For so long after CreateRole a role's Arn is its unique id.</summary>
    public TimeSpan RoleIdInPlaceOfArn { get; set; }

    /// <summary>For so long after a role is used IAM does not tell; it says that it takes up to four hours.</summary>
    public TimeSpan LastUsedDelay { get; set; } = TimeSpan.FromHours(4);

    /// <summary>
    /// How far reads of a role lag behind its changes: each read of each role sees the state of a moment of its own in so long a time,
    /// so that a later read may see an older state. Writes go by what is true.
    /// </summary>
    public TimeSpan ReadLag { get; private set; }

    /// <summary>How many reads of a role have seen another state than the true one.</summary>
    public int LaggedReads => Volatile.Read(ref _laggedReads);

    /// <summary>Calls to IAM per second before "Throttling"; null is unlimited.</summary>
    public double? CallsPerSecond { get; private set; }

    /// <summary>Calls that may come at once before the rate counts.</summary>
    public double Burst { get; private set; }

    /// <summary>Runs before a call has its effect. False drops the connection, and the call has none.</summary>
    public Func<AwsCall, ValueTask<bool>>? BeforeEffect { get; set; }

    /// <summary>Runs when the caller has got its answer.</summary>
    public Func<AwsCall, ValueTask>? AfterAnswer { get; set; }

    /// <summary>Runs after a call has had its effect and been journalled, before the caller gets the answer.</summary>
    public Func<AwsCall, ValueTask>? BeforeAnswer { get; set; }

    /// <summary>Lets reads lag; zero lets them be true again.</summary>
    /// <param name="most">The longest lag.</param>
    /// <param name="seed">What the lags are drawn from.</param>
    public void LagReads(TimeSpan most, int seed = 0)
    {
        lock (_lock)
        {
            ReadLag = most;
            _lag = new Random(seed);
        }
    }

    /// <summary>The lag of one read of one role.</summary>
    public TimeSpan DrawLag()
    {
        lock (_lock)
            return ReadLag > TimeSpan.Zero ? ReadLag * _lag.NextDouble() : TimeSpan.Zero;
    }

    public void CountLaggedRead() => Interlocked.Increment(ref _laggedReads);

    public void Throttle(double? callsPerSecond, double burst = 1)
    {
        lock (_lock)
        {
            CallsPerSecond = callsPerSecond;
            Burst = burst;
            _tokens = burst;
            _refilled = time.GetUtcNow();
        }
    }

    public AwsFault Fail(string operation, string errorCode, int httpStatus, int times = 1, AwsFaultMode mode = AwsFaultMode.Refuse) =>
        Fail(call => call.Operation == operation, errorCode, httpStatus, times, mode);

    public AwsFault Fail(Func<AwsCall, bool> matches, string errorCode, int httpStatus, int times = 1, AwsFaultMode mode = AwsFaultMode.Refuse) =>
        Add(new AwsFault(matches, errorCode, httpStatus, times) { Mode = mode });

    public AwsFault Add(AwsFault fault)
    {
        lock (_lock)
            _faults.Add(fault);
        return fault;
    }

    public void ClearFaults()
    {
        lock (_lock)
            _faults.Clear();
    }

    public AwsFault? TakeFault(AwsCall call)
    {
        lock (_lock)
        {
            var fault = _faults.Find(f => f.TryTake(call));
            _faults.RemoveAll(f => f.Remaining == 0);
            return fault;
        }
    }

    public bool TryTakeToken()
    {
        lock (_lock)
        {
            if (CallsPerSecond is not { } rate)
                return true;
            var now = time.GetUtcNow();
            _tokens = Math.Min(Burst, _tokens + (now - _refilled).TotalSeconds * rate);
            _refilled = now;
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }
    }
}
