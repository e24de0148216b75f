using System.Globalization;
using System.Text.RegularExpressions;

namespace KubeOps.Transpiler.Kubernetes;

/// <summary>Orders versions as Kubernetes prefers them: v2 over v1 over v1beta2 over v1alpha1 over anything else.</summary>
public sealed partial class KubernetesVersionComparer : IComparer<string>
{
    public int Compare(string? x, string? y)
    {
        var (left, right) = (Parse(x), Parse(y));
        var order = left.CompareTo(right);
        return order != 0 || left.Stage > 0 ? order : string.CompareOrdinal(x, y);
    }

    private static (int Stage, int Major, int Minor) Parse(string? version)
    {
        var match = Pattern.Match(version ?? string.Empty);
        if (!match.Success)
            return default;
        var stage = match.Groups["stage"].Value switch { "" => 3, "beta" => 2, _ => 1 };
        return (stage, Number(match.Groups["major"]), Number(match.Groups["minor"]));
    }

    private static int Number(Group group) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^v(?<major>[0-9]+)(?:(?<stage>alpha|beta)(?<minor>[0-9]+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern { get; }
}
