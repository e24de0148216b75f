namespace IrsaOperator.Tests.Aws;

/// <summary>A limit of 15 calls a second, next to neighbours of several kinds.</summary>
public sealed class AdaptiveRateSimulationTests(ITestOutputHelper output)
{
    private const double Limit = 15;
    private const double Seconds = 120;

    private static readonly Dictionary<string, Func<double, double>> Neighbours = new(StringComparer.Ordinal)
    {
        ["none"] = _ => 0,
        ["5 a second"] = _ => 5,
        ["10 a second"] = _ => 10,
        ["5 a second, every other 10 s"] = now => (int)(now / 10) % 2 == 0 ? 5 : 0,
        ["8 a second, every other 30 s"] = now => (int)(now / 30) % 2 == 0 ? 8 : 0,
        ["20 a second, one second in four"] = now => now % 4 < 1 ? 20 : 0,
    };

    [Theory]
    [InlineData("none", false, 5)]
    [InlineData("none", false, 15)]
    [InlineData("5 a second", false, 5)]
    [InlineData("5 a second", false, 15)]
    [InlineData("5 a second", true, 5)]
    [InlineData("5 a second", true, 15)]
    [InlineData("10 a second", false, 5)]
    [InlineData("10 a second", false, 15)]
    [InlineData("5 a second, every other 10 s", false, 5)]
    [InlineData("5 a second, every other 10 s", true, 15)]
    [InlineData("8 a second, every other 30 s", false, 15)]
    [InlineData("8 a second, every other 30 s", true, 15)]
    [InlineData("20 a second, one second in four", false, 15)]
    public void It_uses_nine_tenths_of_what_the_neighbour_leaves_with_one_call_in_twenty_throttled(string neighbour, bool irregular, int burst)
    {
        var used = new List<double>();
        var throttled = new List<double>();
        for (var seed = 1; seed <= 5; seed++)
        {
            var account = new ThrottledAccount(Limit, burst, Neighbours[neighbour]) { NeighbourIsIrregular = irregular };
            account.Run(Seconds, seed);
            used.Add(account.Used);
            throttled.Add(account.ThrottledShare);
        }

        output.WriteLine(
            $"{neighbour}{(irregular ? ", irregularly" : "")}, bucket of {burst}: {used.Average():P1} used (least {used.Min():P1}), {throttled.Average():P1} throttled (most {throttled.Max():P1})");
        Assert.InRange(used.Average(), 0.9, 1);
        Assert.InRange(throttled.Average(), 0, 0.05);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    public void It_does_so_from_the_start(int burst)
    {
        var account = new ThrottledAccount(Limit, burst, Neighbours["5 a second"]) { Latency = 0.01 };
        account.Run(25, seed: 1);
        output.WriteLine($"The first 25 s, bucket of {burst}: {account.Used:P1} used, {account.ThrottledShare:P1} throttled");
        Assert.InRange(account.Used, 0.9, 1);
        Assert.InRange(account.ThrottledShare, 0, 0.05);
    }

    [Theory]
    [InlineData(30, 0.05)]
    [InlineData(30, 0.3)]
    [InlineData(100, 0.1)]
    public void It_holds_for_other_limits_and_slower_answers(int limit, double latency)
    {
        var account = new ThrottledAccount(limit, limit, _ => limit / 3d) { Latency = latency, Ceiling = limit * 4, InitialRate = limit * 4 / 5d };
        account.Run(Seconds, seed: 1);
        output.WriteLine($"limit {limit}, {latency} s an answer: {account.Used:P1} used, {account.ThrottledShare:P1} throttled");
        Assert.InRange(account.Used, 0.85, 1);
        Assert.InRange(account.ThrottledShare, 0, 0.05);
    }

    [Fact]
    public void It_finds_what_a_neighbour_gives_back_within_fifteen_seconds()
    {
        var account = new ThrottledAccount(Limit, burst: 5, now => now < 60 ? 10 : 0);
        var rate = account.Run(75, seed: 1);
        Assert.InRange(rate.CallsPerSecond, 12, 22);
    }

    [Fact]
    public void It_gives_way_to_a_neighbour_within_ten_seconds()
    {
        var account = new ThrottledAccount(Limit, burst: 5, now => now < 60 ? 0 : 10);
        var rate = account.Run(70, seed: 1);
        Assert.InRange(rate.CallsPerSecond, 3, 8);
    }

    [Fact]
    public void Next_to_a_neighbour_who_takes_all_it_keeps_asking()
    {
        var account = new ThrottledAccount(Limit, burst: 5, _ => 30);
        var rate = account.Run(60, seed: 1);
        Assert.InRange(rate.CallsPerSecond, 0.1, 5);
        Assert.NotEqual(0, account.Taken + account.Throttled);
    }
}
