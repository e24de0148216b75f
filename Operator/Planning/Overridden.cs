using System.Collections.Immutable;
using System.Text.Json;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>Annotations of somebody else that a binding took the place of, kept on the ServiceAccount itself.</summary>
internal sealed record Overridden(ImmutableSortedDictionary<string, string> Annotations)
{
    public static readonly Overridden Nothing = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>What the ServiceAccount remembers; nothing when somebody made the note unreadable.</summary>
    public static Overridden On(ServiceAccountState serviceAccount)
    {
        if (!serviceAccount.OurAnnotationKeys.Contains(WellKnown.OverriddenAnnotation)
            || !serviceAccount.Annotations.TryGetValue(WellKnown.OverriddenAnnotation, out var text))
        {
            return Nothing;
        }

        try
        {
            return new Overridden(Nothing.Annotations.AddRange(JsonSerializer.Deserialize(text, PlanningJson.Default.DictionaryStringString) ?? []));
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    /// <summary>With more of them; the newest value is what the other one wants by now.</summary>
    public Overridden With(ImmutableSortedDictionary<string, string> taken) => new(Annotations.SetItems(taken));

    /// <summary>Those whose place we still hold: what the other one has taken back since is the other one's affair.</summary>
    public Overridden StillTaken(ServiceAccountState serviceAccount) =>
        new(Annotations.Where(annotation => serviceAccount.OurAnnotationKeys.Contains(annotation.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal));

    public string Text() => JsonSerializer.Serialize(Annotations, PlanningJson.Default.ImmutableSortedDictionaryStringString);
}
