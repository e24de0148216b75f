using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Rbac;

namespace KubeOps.Transpiler;

/// <summary>Generates policy rules from RBAC attributes.</summary>
public static class Rbac
{
    private static readonly RbacVerb[] Single =
        [RbacVerb.Get, RbacVerb.List, RbacVerb.Watch, RbacVerb.Create, RbacVerb.Update, RbacVerb.Patch, RbacVerb.Delete];

    /// <summary>The generic rules as they are written, then those of the entities with one rule per group and set of verbs.</summary>
    public static IEnumerable<V1PolicyRule> Transpile(this MetadataLoadContext context, IEnumerable<CustomAttributeData> attributes)
    {
        var all = attributes.ToList();
        var generic = all.Where(Is<GenericRbacAttribute>).Select(Generic);
        var entities = all.Where(Is<EntityRbacAttribute>)
            .SelectMany(data => data.GetCustomAttributeCtorArrayArg<Type>(0)
                .Select(type => (Type: context.GetContextType(type), Verbs: Verbs(data))))
            .GroupBy(entry => entry.Type)
            .Select(group => (group.Key, Metadata: Entities.ToEntityMetadata(group.Key).Metadata, Verbs: group.Aggregate(RbacVerb.None, (sum, entry) => sum | entry.Verbs)))
            .ToList();
        var rules = entities
            .GroupBy(entity => (Group: entity.Metadata.Group ?? string.Empty, Verbs: string.Join(',', Names(entity.Verbs))))
            .Select(group => Rule(group.Key.Group, group.Select(entity => entity.Metadata.PluralName), Names(group.First().Verbs)));
        var status = entities
            .Where(entity => entity.Key.GetProperty("Status") is not null)
            .GroupBy(entity => entity.Metadata.Group ?? string.Empty, StringComparer.Ordinal)
            .Select(group => Rule(group.Key, group.Select(entity => $"{entity.Metadata.PluralName}/status"), ["get", "update", "patch"]));
        return [.. generic, .. rules.Concat(status)
            .OrderBy(rule => rule.ApiGroups[0], StringComparer.Ordinal)
            .ThenBy(rule => rule.Resources[0], StringComparer.Ordinal)];
    }

    private static V1PolicyRule Generic(CustomAttributeData data) => new()
    {
        ApiGroups = data.GetCustomAttributeNamedArrayArg<string>(nameof(GenericRbacAttribute.Groups)),
        Resources = data.GetCustomAttributeNamedArrayArg<string>(nameof(GenericRbacAttribute.Resources)),
        NonResourceURLs = data.GetCustomAttributeNamedArrayArg<string>(nameof(GenericRbacAttribute.Urls)),
        Verbs = Names(Verbs(data)),
    };

    private static V1PolicyRule Rule(string group, IEnumerable<string> resources, IList<string> verbs) => new()
    {
        ApiGroups = [group],
        Resources = [.. resources.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Verbs = verbs,
    };

    private static RbacVerb Verbs(CustomAttributeData data) => (RbacVerb)data.GetCustomAttributeNamedArg<int>("Verbs");

    private static IList<string> Names(RbacVerb verbs)
    {
        if (verbs.HasFlag(RbacVerb.All))
            return ["*"];
        return [.. Single
            .Where(verb => verbs.HasFlag(RbacVerb.AllExplicit) || verbs.HasFlag(verb))
            .Select(verb => verb.ToString().ToLowerInvariant())];
    }

    private static bool Is<TAttribute>(CustomAttributeData data) => data.AttributeType.FullName == typeof(TAttribute).FullName;
}
