using System.Diagnostics;
using System.Globalization;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.Fuzzing;

/// <summary>Runs a fuzzer: every input follows from its number, which a failure prints.</summary>
internal static class FuzzRun
{
    /// <summary>IRSA_FUZZ=N by hand for more inputs of each fuzzer; IRSA_FUZZ_FIRST for where they start.</summary>
    /// <returns>A line that says what was done.</returns>
    public static async Task<string> OverAsync(string figure, int inputs, Func<Random, Task<string>> test, CancellationToken cancellationToken)
    {
        var count = Number("IRSA_FUZZ", inputs);
        var first = Number("IRSA_FUZZ_FIRST", 1);
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        var clock = Stopwatch.StartNew();
        for (var number = first; number < first + count; number++)
        {
            try
            {
                var end = await test(new Random(number)).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
                ends[end] = ends.GetValueOrDefault(end) + 1;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"IRSA_FUZZ_FIRST={number} IRSA_FUZZ=1: {error}");
            }
        }

        Figures.Add(figure, count);
        return $"{count} inputs in {clock.Elapsed.TotalSeconds:F1} s: "
            + string.Join(", ", ends.OrderByDescending(end => end.Value).Take(20).Select(end => $"{end.Key} {end.Value}"));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
