using System.Collections.Immutable;
using IrsaOperator.Planning;

namespace IrsaOperator.Hosting;

/// <content>The guard rails for the whole operator.</content>
internal sealed partial class OptionsParser
{
    private GuardRails ReadGuardRails(string? boundary) => new("the operator's options")
    {
        PermissionsBoundary = EnforcedBoundary(boundary),
        ManagedPolicies = List(Settings.AllowedManagedPolicies, GuardRailGrammar.IsPolicyGlob, GuardRailGrammar.PolicyGlobAdvice),
        InlinePolicies = Switch(Settings.AllowInlinePolicies),
        AllowedActions = List(Settings.AllowedActions, GuardRailGrammar.IsActionGlob, GuardRailGrammar.ActionGlobAdvice),
        DeniedActions = List(Settings.DeniedActions, GuardRailGrammar.IsActionGlob, GuardRailGrammar.ActionGlobAdvice),
        Namespaces = List(Settings.Namespaces, GuardRailGrammar.IsNamespaceGlob, GuardRailGrammar.NamespaceGlobAdvice),
        ExcludedNamespaces = List(Settings.ExcludedNamespaces, GuardRailGrammar.IsNamespaceGlob, GuardRailGrammar.NamespaceGlobAdvice),
        MaxBindings = Text(Settings.MaxBindingsPerNamespace) is null ? null : (int)Number(Settings.MaxBindingsPerNamespace, 0, 100_000, whole: true),
        RoleNamePrefix = Valid(Settings.RoleNamePrefix, GuardRailGrammar.IsRoleNamePrefix, GuardRailGrammar.RoleNamePrefixAdvice),
        Tags = Tags(),
    };

    /// <summary>For a shard, the lists of namespaces tell what is its own: the rest is not forbidden, but another shard's.</summary>
    private string? ReadShard(GuardRails rails)
    {
        var name = Matching(Settings.Shard, ShardPattern(), "use 1 to 32 lower-case letters, digits and '-', with no '-' at an end");
        if (name is not null && rails is { Namespaces: null, ExcludedNamespaces: null })
            Mistake(Settings.Shard, $"say which namespaces are its own with {Settings.Namespaces.Flag} or {Settings.ExcludedNamespaces.Flag}");
        return name;
    }

    private string? EnforcedBoundary(string? boundary)
    {
        if (!Switch(Settings.EnforcePermissionsBoundary))
            return null;
        if (boundary is null)
            Mistake(Settings.EnforcePermissionsBoundary, $"name the boundary to enforce with {Settings.PermissionsBoundary.Flag}");
        return boundary;
    }

    private ImmutableArray<string>? List(Setting setting, Func<string, bool> valid, string advice)
    {
        if (Text(setting) is not { } text)
            return null;
        var items = text.Split(',', StringSplitOptions.TrimEntries).ToImmutableArray();
        if (!items.All(valid))
            Mistake(setting, $"{advice}, with commas between them");
        return items;
    }

    private ImmutableSortedDictionary<string, string> Tags()
    {
        var tags = new List<KeyValuePair<string, string>>();
        foreach (var item in Text(Settings.RoleTags)?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            tags.Add(equals < 0 ? new("", "") : new(item[..equals], item[(equals + 1)..]));
        }

        if (GuardRailGrammar.TagsProblem(tags) is null)
            return RoleDefinition.NoTags.AddRange(tags);
        Mistake(Settings.RoleTags, "use tags such as team=a,cost-center=4711, each key once, with keys and values that IAM knows; "
            + $"keys that start with aws: or {Owner.TagPrefix} are reserved");
        return RoleDefinition.NoTags;
    }
}
