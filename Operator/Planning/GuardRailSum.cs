namespace IrsaOperator.Planning;

/// <summary>What several sets of rules come to when they are taken together.</summary>
internal static class GuardRailSum
{
    /// <summary>The first two rules that no role can keep both, as one sentence; null when there are none.</summary>
    public static string? Problem(IReadOnlyList<GuardRails> sets) =>
        DifferenceProblem(sets, "permissionsBoundary", set => set.PermissionsBoundary)
        ?? DifferenceProblem(sets, "rolePath", set => set.RolePath)
        ?? PrefixProblem(sets)
        ?? TagsProblem(sets);

    /// <summary>What applies to a binding: the operator's settings, narrowed by the sets. To be asked where <see cref="Problem"/> has none.</summary>
    public static PlanningOptions Narrow(PlanningOptions options, IReadOnlyList<GuardRails> sets) => options with
    {
        RolePath = sets.Select(set => set.RolePath).FirstOrDefault(path => path is not null) ?? options.RolePath,
        ForcedBoundary = sets.Select(set => set.PermissionsBoundary).FirstOrDefault(boundary => boundary is not null) ?? options.ForcedBoundary,
        RoleNamePrefix = Prefixes(sets).LastOrDefault().Prefix ?? options.RoleNamePrefix,
        Tags = options.Tags.SetItems(sets.SelectMany(set => set.Tags)),
    };

    private static string? DifferenceProblem(IReadOnlyList<GuardRails> sets, string rule, Func<GuardRails, string?> value)
    {
        var forcing = sets.Where(set => value(set) is not null).ToList();
        return forcing.Find(set => value(set) != value(forcing[0])) is { } other
            ? $"the rule {rule} is {value(forcing[0])} by {forcing[0].Source} and {value(other)} by {other.Source}: ask the cluster's administrator to choose one."
            : null;
    }

    /// <summary>A name can begin with several prefixes when each is the beginning of the next.</summary>
    private static string? PrefixProblem(IReadOnlyList<GuardRails> sets)
    {
        var prefixes = Prefixes(sets);
        for (var i = 1; i < prefixes.Count; i++)
        {
            if (!prefixes[i].Prefix.StartsWith(prefixes[i - 1].Prefix, StringComparison.Ordinal))
            {
                return $"the rule roleNamePrefix is {prefixes[i - 1].Prefix} by {prefixes[i - 1].Source} and {prefixes[i].Prefix} by {prefixes[i].Source}: "
                    + "no name begins with both, ask the cluster's administrator to choose one.";
            }
        }

        return null;
    }

    private static string? TagsProblem(IReadOnlyList<GuardRails> sets)
    {
        var first = new Dictionary<string, (string Value, string Source)>(StringComparer.OrdinalIgnoreCase);
        foreach (var set in sets)
        {
            foreach (var (key, value) in set.Tags)
            {
                if (!first.TryAdd(key, (value, set.Source)) && first[key].Value != value)
                {
                    return $"the rule tags sets {Quoted.Text(key)} to {Quoted.Text(first[key].Value)} by {first[key].Source} and to {Quoted.Text(value)} by {set.Source}: "
                        + "ask the cluster's administrator to choose one.";
                }
            }
        }

        return null;
    }

    private static List<(string Prefix, string Source)> Prefixes(IReadOnlyList<GuardRails> sets) =>
    [
        .. sets.Where(set => set.RoleNamePrefix is not null).Select(set => (set.RoleNamePrefix!, set.Source)).OrderBy(prefix => prefix.Item1.Length),
    ];
}
