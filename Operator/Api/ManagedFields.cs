using System.Collections.Immutable;
using System.Text.Json;
using k8s;
using k8s.Models;

namespace IrsaOperator.Api;

/// <summary>Reads an object's managedFields: who applied what.</summary>
internal static class ManagedFields
{
    private static readonly ImmutableHashSet<string> None = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    // Nearly all objects of a manager's have the same: there are thousands, and one set is enough for them.
    private static ImmutableHashSet<string> Latest = None;

    /// <summary>The annotations that a manager has applied and owns.</summary>
    public static ImmutableHashSet<string> AnnotationKeys(V1ObjectMeta metadata, string manager)
    {
        var keys = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var entry in metadata.ManagedFields ?? [])
        {
            if (entry.Manager != manager || entry.Operation != "Apply" || entry.FieldsV1 is null)
                continue;
            var fields = entry.FieldsV1 is JsonElement element ? element : KubernetesJson.Deserialize<JsonElement>(KubernetesJson.Serialize(entry.FieldsV1));
            if (Child(Child(fields, "f:metadata"), "f:annotations") is { ValueKind: JsonValueKind.Object } annotations)
                keys.UnionWith(annotations.EnumerateObject().Where(field => field.Name.StartsWith("f:", StringComparison.Ordinal)).Select(field => TextPool.Share(field.Name[2..])!));
        }

        if (keys.Count == 0)
            return None;
        var latest = Volatile.Read(ref Latest);
        if (keys.SetEquals(latest))
            return latest;
        var found = keys.ToImmutable();
        Volatile.Write(ref Latest, found);
        return found;
    }

    private static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var child) ? child : null;
}
