using System.Globalization;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.EndToEnd.Histories;

namespace IrsaOperator.Tests.EndToEnd.Soak;

/// <summary>What an operator takes up at one moment.</summary>
/// <param name="At">Time since the soak began.</param>
/// <param name="Memory">Resident memory, in MiB.</param>
/// <param name="Heap">What the last garbage collection left, in MiB.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Ready">Keys that could be worked on at once.</param>
/// <param name="Scheduled">Keys that wait for their time.</param>
/// <param name="Bindings">Bindings that it keeps the outcome of.</param>
/// <param name="Reconciles">Reconciles so far.</param>
internal sealed record Vitals(TimeSpan At, double Memory, double Heap, int Handles, int Threads, double Ready, double Scheduled, double Bindings, double Reconciles)
{
    public static async Task<Vitals> TakeAsync(OperatorProcess process, int id, TimeSpan at, CancellationToken cancellationToken)
    {
        var page = await process.MetricsAsync(cancellationToken);
        var status = (await File.ReadAllLinesAsync($"/proc/{id}/status", cancellationToken))
            .Select(line => line.Split(':', 2)).Where(line => line.Length == 2).ToDictionary(line => line[0], line => line[1].Trim(), StringComparer.Ordinal);
        return new Vitals(
            at,
            Number(status["VmRSS"].Split(' ')[0]) / 1024,
            OperatorMetrics.Sum(page, "dotnet_gc_last_collection_heap_size_bytes") / (1 << 20),
            Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Count(),
            (int)Number(status["Threads"]),
            Depth(page, "ready"),
            Depth(page, "scheduled"),
            OperatorMetrics.Bindings(page),
            OperatorMetrics.Sum(page, "irsa_operator_reconciles_total"));
    }

    /// <summary>The id of the process that serves at the port: a shell stands between it and this one.</summary>
    public static int Find(OperatorProcess process)
    {
        var port = process.Url.Port.ToString(CultureInfo.InvariantCulture);
        return Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Single(id => id > 0 && Command(id) is [var program, ..] command && Path.GetFileName(program) == "dotnet" && command.Contains("--http-port") && command.Contains(port));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"| {At:hh\\:mm\\:ss} | {Memory:F0} | {Heap:F0} | {Handles} | {Threads} | {Ready:F0} | {Scheduled:F0} | {Bindings:F0} | {Reconciles:F0} |");

    private static string[] Command(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static double Depth(string page, string state) => page.Split('\n')
        .Where(line => line.StartsWith("kubeops_operator_queue_depth", StringComparison.Ordinal) && line.Contains($"\"{state}\"", StringComparison.Ordinal))
        .Sum(line => OperatorMetrics.Sum(line, "kubeops_operator_queue_depth"));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
