using System.Globalization;

namespace IrsaOperator.Planning;

/// <summary>Pods that run without the role, in words.</summary>
internal static class StalePods
{
    private const int Named = 5;

    /// <summary>How many, of how many, and which.</summary>
    public static string Describe(int running, IEnumerable<string> stale)
    {
        var names = stale.Order(StringComparer.Ordinal).ToList();
        return $"{Number(names.Count)} of {Number(running)} running pods {(names.Count == 1 ? "does" : "do")} not have the role: {Some(names)}";
    }

    /// <summary>The first few, and how many more there are.</summary>
    public static string Some(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Named)) + (names.Count > Named ? $" and {Number(names.Count - Named)} more" : "");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
