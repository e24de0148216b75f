namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>Reads sources.list (one line each) and .sources files (deb822), man 5 sources.list.</summary>
internal static class AptSourcesReader
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The machine's own sources, from apt's folder (/etc/apt).</summary>
    public static IReadOnlyList<AptSource> ReadFolder(string folder)
    {
        var files = new List<string> { Path.Combine(folder, "sources.list") };
        var parts = Path.Combine(folder, "sources.list.d");
        if (Directory.Exists(parts))
            files.AddRange(Directory.EnumerateFiles(parts).Order(StringComparer.Ordinal));
        return
        [
            .. files.Where(File.Exists).SelectMany(file => Path.GetExtension(file) switch
            {
                ".list" => FromLines(File.ReadAllText(file)),
                ".sources" => FromDeb822(File.ReadAllText(file)),
                _ => [],
            }),
        ];
    }

    public static IEnumerable<AptSource> FromLines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split('#')[0].Trim();
            if (!words.StartsWith("deb ", StringComparison.Ordinal) && !words.StartsWith("deb\t", StringComparison.Ordinal))
                continue;

            words = words[3..].Trim();
            IReadOnlyList<(string, string)> options = [];
            if (words.StartsWith('[') && words.IndexOf(']', StringComparison.Ordinal) is var end and > 0)
            {
                options = [.. Words(words[1..end]).Select(Option)];
                words = words[(end + 1)..];
            }

            if (Words(words) is [var uri, var suite, .. var components])
                yield return new AptSource(uri, [suite], components, options);
        }
    }

    public static IEnumerable<AptSource> FromDeb822(string text)
    {
        foreach (var fields in Stanzas(text))
        {
            if (!fields.TryGetValue("Types", out var types) || !Words(types).Contains("deb", StringComparer.Ordinal)
                || (fields.TryGetValue("Enabled", out var enabled) && enabled.Trim() is "no" or "false"))
            {
                continue;
            }

            var options = fields
                .Where(field => field.Key.ToLowerInvariant() is not ("types" or "uris" or "suites" or "components" or "enabled"))
                .Select(field => (field.Key, field.Value))
                .ToList();
            foreach (var uri in Words(fields.GetValueOrDefault("URIs", "")))
                yield return new AptSource(uri, Words(fields.GetValueOrDefault("Suites", "")), Words(fields.GetValueOrDefault("Components", "")), options);
        }
    }

    // A line that starts with a blank continues the field above: a Signed-By may hold a whole key.
    private static IEnumerable<Dictionary<string, string>> Stanzas(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = "";
        foreach (var line in text.Split('\n').Where(line => !line.StartsWith('#')).Append(""))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                if (fields.Count > 0)
                    yield return fields;
                fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            }
            else if (Blanks.Contains(line[0]) && fields.ContainsKey(last))
            {
                fields[last] += "\n" + line.TrimEnd();
            }
            else if (line.Split(':', 2) is [var name, var value])
            {
                last = name.Trim();
                fields[last] = value.Trim();
            }
        }
    }

    private static (string Name, string Value) Option(string option) =>
        option.Split('=', 2) is [var name, var value] ? (Deb822Name(name), value) : (Deb822Name(option), "yes");

    // apt matches field names without regard to letter case, but three options are spelled differently in the two formats.
    private static string Deb822Name(string option) => option.TrimEnd('+', '-') switch
    {
        "arch" => "Architectures",
        "lang" => "Languages",
        "target" => "Targets",
        var name => name,
    };

    private static string[] Words(string text) =>
        text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
