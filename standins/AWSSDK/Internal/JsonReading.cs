using System.Text.Json;

namespace Amazon.Internal;

/// <summary>
/// Reads the members of a REST-JSON answer: unknown ones are skipped, absent ones and JSON's null are null, and an empty
/// list stays an empty list, as the SDK has it.
/// </summary>
internal static class JsonReading
{
    public static string? Text(this JsonElement parent, string name) => parent.Value(name)?.GetString();

    public static int? Int(this JsonElement parent, string name) => parent.Value(name)?.GetInt32();

    public static bool? Bool(this JsonElement parent, string name) => parent.Value(name)?.GetBoolean();

    /// <summary>Seconds since 1970, with a fraction; decimal, because a double loses the last digits of a tick.</summary>
    public static DateTime? Time(this JsonElement parent, string name) =>
        parent.Value(name) is { } value
            ? DateTime.UnixEpoch.AddTicks((long)(value.GetDecimal() * TimeSpan.TicksPerSecond))
            : null;

    public static T? Shape<T>(this JsonElement parent, string name, Func<JsonElement, T> read)
        where T : class =>
        parent.Value(name) is { } value ? read(value) : null;

    public static List<T>? List<T>(this JsonElement parent, string name, Func<JsonElement, T> read)
    {
        if (parent.Value(name) is not { } value)
            return AWSConfigs.InitializeCollections ? [] : null;
        List<T> items = [];
        foreach (var item in value.EnumerateArray())
            items.Add(read(item));
        return items;
    }

    public static List<string>? Texts(this JsonElement parent, string name) => parent.List(name, static item => item.GetString() ?? "");

    public static Dictionary<string, string>? Map(this JsonElement parent, string name)
    {
        if (parent.Value(name) is not { } value)
            return AWSConfigs.InitializeCollections ? [] : null;
        Dictionary<string, string> map = [];
        foreach (var entry in value.EnumerateObject())
            map[entry.Name] = entry.Value.GetString() ?? "";
        return map;
    }

    private static JsonElement? Value(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
