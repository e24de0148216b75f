using IrsaOperator.Aws;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Aws;

/// <summary>
/// A simulated account: a bucket that fills at its limit, a neighbour that takes from it, and workers of ours that always
/// have a call to make. It goes millisecond by millisecond, and the same seed gives the same figures.
/// </summary>
internal sealed class ThrottledAccount(double limit, int burst, Func<double, double> neighbour)
{
    private const int Workers = 16;

    private readonly FakeTimeProvider _time = new();
    private readonly PriorityQueue<(long Sent, bool Throttled), double> _answers = new();
    private readonly PriorityQueue<bool, double> _retries = new();
    private double? _tokens;
    private int _idle = Workers;

    /// <summary>What an answer takes on average, in seconds; one takes from half to one and a half times as long.</summary>
    public double Latency { get; init; } = 0.05;

    public bool NeighbourIsIrregular { get; init; }

    public double InitialRate { get; init; } = 10;

    public double Ceiling { get; init; } = 50;

    public int Taken { get; private set; }

    public int Throttled { get; private set; }

    public int TakenByNeighbour { get; private set; }

    /// <summary>Our part of what the neighbour left.</summary>
    public double Used { get; private set; }

    public double ThrottledShare => (double)Throttled / (Taken + Throttled);

    public AdaptiveRate Run(double seconds, int seed)
    {
        var random = new Random(seed);
        var rate = new AdaptiveRate(InitialRate, Ceiling, _time);
        var wanted = 0d;
        for (var now = 0d; now < seconds; now += 0.001)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _tokens = Math.Min(burst, (_tokens ?? burst) + limit / 1000);
            var share = neighbour(now) / 1000;
            wanted += NeighbourIsIrregular ? random.NextDouble() < share ? 1 : 0 : share;
            for (; wanted >= 1; wanted--)
                TakenByNeighbour += Take() ? 1 : 0;
            Hear(rate, now, random);
            Send(rate, now, random);
        }

        Used = Taken / (limit * seconds + burst - TakenByNeighbour);
        return rate;
    }

    private void Hear(AdaptiveRate rate, double now, Random random)
    {
        while (_answers.TryPeek(out var answer, out var due) && due <= now)
        {
            _answers.Dequeue();
            rate.Answered(answer.Sent, answer.Throttled);
            if (answer.Throttled)
                _retries.Enqueue(true, now + 0.2 + 0.2 * random.NextDouble());
            else
                _idle++;
        }

        for (; _retries.TryPeek(out _, out var due) && due <= now; _idle++)
            _retries.Dequeue();
    }

    private void Send(AdaptiveRate rate, double now, Random random)
    {
        for (; _idle > 0 && rate.TryTake(waited: true) is { } sent; _idle--)
        {
            var taken = Take();
            Taken += taken ? 1 : 0;
            Throttled += taken ? 0 : 1;
            _answers.Enqueue((sent, !taken), now + Latency * (0.5 + random.NextDouble()));
        }
    }

    private bool Take()
    {
        if (_tokens is not >= 1)
            return false;
        _tokens--;
        return true;
    }
}
