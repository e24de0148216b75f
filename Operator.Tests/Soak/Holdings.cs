using System.Collections;
using System.Reflection;

namespace IrsaOperator.Tests.Soak;

/// <summary>
/// How many entries the operator's own objects hold, by class and field: whatever hangs on a service and can be counted. A collection
/// that somebody adds later is found as well.
/// </summary>
internal static class Holdings
{
    private static readonly string[] Own = ["IrsaOperator", "KubeOps"];

    public static SortedDictionary<string, int> Of(IEnumerable<object> services)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var owner in Owners(services))
        {
            foreach (var (field, value) in Fields(owner))
            {
                var name = $"{owner.GetType().Name.Split('`')[0]}.{field}";
                if (Count(value) is { } count)
                    counts[name] = counts.GetValueOrDefault(name) + count;
            }
        }

        return counts;
    }

    /// <summary>The services, and all objects of the operator's that hang on them.</summary>
    public static IReadOnlyCollection<object> Owners(IEnumerable<object> services)
    {
        var seen = new HashSet<object>(services.Where(IsOwn), ReferenceEqualityComparer.Instance);
        var open = new Queue<object>(seen);
        while (open.TryDequeue(out var owner))
        {
            foreach (var (_, value) in Fields(owner))
            {
                if (Count(value) is null && IsOwn(value) && seen.Add(value))
                    open.Enqueue(value);
            }
        }

        return seen;
    }

    private static bool IsOwn(object value) =>
        value.GetType() is { IsClass: true, Namespace: { } @namespace } && Own.Contains(@namespace.Split('.')[0], StringComparer.Ordinal);

    private static IEnumerable<(string Name, object Value)> Fields(object owner)
    {
        for (var type = owner.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsValueType && field.GetValue(owner) is { } value)
                    yield return (field.Name.TrimStart('_'), value);
            }
        }
    }

    private static int? Count(object value) => value switch
    {
        string or Array or Delegate => null,
        ICollection collection => collection.Count,
        IEnumerable when value.GetType().GetProperty("Count") is { } count => (int)count.GetValue(value)!,
        _ when value.GetType().Name.StartsWith("PriorityQueue", StringComparison.Ordinal) => (int)value.GetType().GetProperty("Count")!.GetValue(value)!,
        _ => null,
    };
}
