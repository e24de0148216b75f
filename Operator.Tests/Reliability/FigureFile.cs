using System.Text.Json;

namespace IrsaOperator.Tests.Reliability;

/// <summary>The figures of the last runs that were asked to keep them.</summary>
internal static class FigureFile
{
    /// <summary>Set, a run keeps its figures and renews the page.</summary>
    public const string Variable = "IRSA_FIGURES";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private static string Path => RepositoryFiles.Path("docs", "reliability.json");

    public static SortedDictionary<string, long> Read() => new(
        JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(Path)) ?? [], StringComparer.Ordinal);

    /// <summary>Takes the figures of this run in; those of others stay.</summary>
    public static async Task MergeAsync(IReadOnlyDictionary<string, long> figures)
    {
        var all = File.Exists(Path) ? Read() : new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, count) in figures)
            all[name] = count;
        await File.WriteAllTextAsync(Path, JsonSerializer.Serialize(all, Json) + "\n");
    }
}
