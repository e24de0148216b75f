using System.Collections.Concurrent;

namespace IrsaOperator.Tests.Reliability;

/// <summary>What the tests of one run count: faults injected, crash points, histories, inputs. docs/reliability.md is made of it.</summary>
internal static class Figures
{
    private static readonly ConcurrentDictionary<string, long> Counts = new(StringComparer.Ordinal);

    /// <summary>The figures so far, by name.</summary>
    public static IReadOnlyDictionary<string, long> All => Counts;

    /// <summary>Adds to a figure.</summary>
    /// <param name="figure">Its name, such as "crash points": a plural noun, with what makes it different behind a comma.</param>
    /// <param name="count">How many more.</param>
    public static void Add(string figure, long count) => Counts.AddOrUpdate(figure, count, (_, before) => before + count);
}
