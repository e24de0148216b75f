using System.Globalization;
using System.Xml.Linq;

namespace Amazon.Internal;

/// <summary>
/// Reads the members of a Query answer by their local names: unknown ones are skipped, absent ones are null, and a list
/// without a single member is null as well, as the SDK has it.
/// </summary>
internal static class XmlReading
{
    public static XElement? Child(this XElement parent, string name)
    {
        foreach (var child in parent.Elements())
            if (child.Name.LocalName == name)
                return child;
        return null;
    }

    public static string? Text(this XElement parent, string name) => parent.Child(name)?.Value;

    public static int? Int(this XElement parent, string name) =>
        parent.Content(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static bool? Bool(this XElement parent, string name) => parent.Content(name) is { } text ? bool.Parse(text) : null;

    public static DateTime? Time(this XElement parent, string name) =>
        parent.Content(name) is { } text
            ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : null;

    public static T? Shape<T>(this XElement parent, string name, Func<XElement, T> read)
        where T : class =>
        parent.Child(name) is { } child ? read(child) : null;

    public static List<T>? List<T>(this XElement parent, string name, Func<XElement, T> read)
    {
        List<T>? items = null;
        foreach (var member in parent.Child(name)?.Elements() ?? [])
            if (member.Name.LocalName == "member")
                (items ??= []).Add(read(member));
        return items ?? (AWSConfigs.InitializeCollections ? [] : null);
    }

    public static Dictionary<string, T>? Map<T>(this XElement parent, string name, Func<string, T> read)
    {
        Dictionary<string, T>? map = null;
        foreach (var entry in parent.Child(name)?.Elements() ?? [])
            if (entry.Name.LocalName == "entry" && entry.Text("key") is { } key && entry.Text("value") is { } value)
                (map ??= [])[key] = read(value);
        return map ?? (AWSConfigs.InitializeCollections ? [] : null);
    }

    private static string? Content(this XElement parent, string name) =>
        parent.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
