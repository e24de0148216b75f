using System.Globalization;
using IrsaOperator.Api;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.Reconciliation.Lagging;

/// <summary>Eventual consistency as IAM's users have met it at its worst: each read is up to two minutes late, and none knows of another.</summary>
public sealed class LaggingHistoryTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The end is exact, nothing is said to have failed, and no change is made that would not be made without the lag. By hand:
    /// IRSA_HISTORIES for more, IRSA_SEED for the first seed.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_late_the_reads_are_the_end_is_what_is_declared(bool restarts)
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("IRSA_HISTORIES"), CultureInfo.InvariantCulture, out var more) ? more : 100;
        var first = int.TryParse(Environment.GetEnvironmentVariable("IRSA_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next(int.MaxValue - count);
        output.WriteLine($"IRSA_SEED={first}");
        var (lagged, writes, punctual, told) = (0, 0, 0, new HashSet<string>(StringComparer.Ordinal));
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                using var late = await RunAsync(seed, Lag, restarts);
                using var plain = await RunAsync(seed, TimeSpan.Zero, restarts);
                Assert.Empty(plain.Told);
                Assert.Empty(late.Told.Except([Reasons.Propagating, Reasons.DeletionBlocked]));

                // Another process knows nothing of the last one's writes: it makes some of them again, which changes nothing.
                Assert.InRange(late.Writes, 0, plain.Writes + (late.Restarts * 8));
                lagged += late.Iam.Behaviour.LaggedReads;
                (writes, punctual) = (writes + late.Writes, punctual + plain.Writes);
                told.UnionWith(late.Told);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Assert.Fail($"IRSA_SEED={seed}: {error}");
            }
        }

        output.WriteLine($"{count} histories, {lagged} reads lagged, {writes} writes where {punctual} are made without a lag; told: {string.Join(", ", told)}");
        Figures.Add("reads that lagged", lagged);
        Assert.True(lagged > 0);
    }

    private static async Task<LaggingHistory> RunAsync(int seed, TimeSpan lag, bool restarts)
    {
        var history = new LaggingHistory(seed, lag);
        await history.RunAsync(steps: 12, restarts);
        await history.CheckAsync();
        return history;
    }
}
