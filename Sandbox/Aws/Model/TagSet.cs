using System.Collections.Immutable;

namespace IrsaOperator.Sandbox.Aws.Model;

/// <summary>IAM's tag keys are unique without regard to case and keep the case they came with.</summary>
internal static class TagSet
{
    public static ImmutableSortedDictionary<string, string> Empty { get; } =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    public static ImmutableSortedDictionary<string, string> With(this ImmutableSortedDictionary<string, string> tags, IEnumerable<KeyValuePair<string, string>> added)
    {
        foreach (var (key, value) in added)
            tags = tags.Remove(key).Add(key, value);
        return tags;
    }
}
