using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CsCheck;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>Random histories in memory: whatever happens in whatever order, the invariants hold, and the end is what the specs determine.</summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>By hand: IRSA_HISTORIES=100000 for more, IRSA_SEED for the seed that a failure printed.</summary>
    [Fact]
    public async Task Whatever_happens_in_whatever_order_the_specs_alone_determine_the_end()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("IRSA_HISTORIES") ?? "2000", CultureInfo.InvariantCulture);
        var ends = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var clock = Stopwatch.StartNew();
        await HistoryStep.Histories.SampleAsync(
            async steps =>
            {
                try
                {
                    foreach (var end in await MemoryHistory.RunAsync(steps, Cancel))
                        ends.AddOrUpdate(end, 1, (_, before) => before + 1);
                    Figures.Add("histories in memory", 1);
                    Figures.Add("history steps in memory", steps.Length);
                }
                catch (Exception) when (!Cancel.IsCancellationRequested)
                {
                    if (await MemoryHistory.ShrinkAsync(steps, Cancel) is { } failure)
                        Assert.Fail($"{failure.Error.Message}\nafter\n{string.Join(",\n", failure.Steps)}\n{failure.Error}");
                    throw;
                }
            },
            seed: Environment.GetEnvironmentVariable("IRSA_SEED"),
            iter: count,
            threads: 1);
        output.WriteLine($"{count} histories of 30 steps in {clock.Elapsed.TotalSeconds:F1} s; bindings at the end: "
            + string.Join(", ", ends.OrderByDescending(end => end.Value).Select(end => $"{end.Key} {end.Value}")));
        Assert.True(ends.GetValueOrDefault("Reconciled") > 0);
    }
}
