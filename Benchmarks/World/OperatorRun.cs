using System.Text.RegularExpressions;
using IrsaOperator.Sandbox.Journey;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Benchmarks.World;

/// <summary>
/// A running operator, seen through its metrics: whoever watched the API server beside it would be evicted under load, and would take
/// its share of the processors. A page of metrics may be 0.3 seconds old.
/// </summary>
internal sealed partial class OperatorRun(OperatorProcess process) : IAsyncDisposable
{
    /// <summary>Milliseconds to wait for each binding that is missing: half of what the fastest operator so far took.</summary>
    private const double PerBinding = 4;

    private const double ShortestPause = 10;
    private const double LongestPause = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public OperatorProcess Process => process;

    /// <summary>Waits until so many bindings are as declared.</summary>
    public Task ReconciledAsync(int count, CancellationToken cancellationToken) => UntilAsync(
        page => count - Reconciled(page), $"{count} bindings to be reconciled", cancellationToken);

    /// <summary>Waits until no more than so many bindings are known.</summary>
    public Task LeftAsync(int count, CancellationToken cancellationToken) => UntilAsync(
        page => MetricsPage.Sum(page, "irsa_operator_bindings") - count, $"{count} bindings to be left", cancellationToken);

    /// <summary>Waits until so many reconciles have been made altogether.</summary>
    public Task ReconcilesAsync(double count, CancellationToken cancellationToken) => UntilAsync(
        page => count - MetricsPage.Sum(page, "irsa_operator_reconciles_total"), $"{count} reconciles", cancellationToken);

    public async Task<double> ReconcilesAsync(CancellationToken cancellationToken) =>
        MetricsPage.Sum(await process.MetricsAsync(cancellationToken), "irsa_operator_reconciles_total");

    /// <summary>CPU time so far, in seconds.</summary>
    public async Task<double> CpuAsync(CancellationToken cancellationToken) =>
        MetricsPage.Sum(await process.MetricsAsync(cancellationToken), "dotnet_process_cpu_time_seconds_total");

    /// <summary>Resident memory, in MiB.</summary>
    public async Task<double> MemoryAsync(CancellationToken cancellationToken) =>
        MetricsPage.Sum(await process.MetricsAsync(cancellationToken), "dotnet_process_memory_working_set_bytes") / (1 << 20);

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        await process.DisposeAsync();
    }

    private static double Reconciled(string page) => ReconciledLine().Matches(page).Sum(match => double.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture));

    /// <summary>Waits until nothing is missing any more.</summary>
    private async Task UntilAsync(Func<string, double> missing, string what, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (missing(await process.MetricsAsync(cancellationToken)) is var left and > 0)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"Waited in vain for {what}.{Environment.NewLine}{process.LogTail()}");

            // Who asks takes from what is measured.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(left * PerBinding, ShortestPause, LongestPause)), cancellationToken);
        }
    }

    [GeneratedRegex("^irsa_operator_bindings\\{[^}]*reason=\"Reconciled\"[^}]*\\} (?<count>\\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReconciledLine();
}
