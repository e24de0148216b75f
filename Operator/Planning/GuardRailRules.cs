namespace IrsaOperator.Planning;

/// <summary>Holds a valid binding against the rules of the operator's owner. No call is needed for it, to nobody.</summary>
internal static class GuardRailRules
{
    /// <summary>The first rule that the binding breaks, as one sentence with rule, source and value; null when it keeps all.</summary>
    /// <param name="binding">The binding, valid by <see cref="BindingRules"/>.</param>
    /// <param name="sets">The sets that apply to its namespace.</param>
    /// <param name="olderBindings">How many older bindings the namespace has.</param>
    public static string? Problem(BindingView binding, IReadOnlyList<GuardRails> sets, int olderBindings) =>
        sets.Select(set => set.Problem).FirstOrDefault(problem => problem is not null)
        ?? sets.Select(set => NamespaceProblem(binding, set, olderBindings) ?? RoleProblem(binding, set)
                ?? ManagedPoliciesProblem(binding, set) ?? InlinePoliciesProblem(binding, set))
            .FirstOrDefault(problem => problem is not null)
        ?? GuardRailSum.Problem(sets)
        ?? TagsProblem(binding, sets);

    private static string? NamespaceProblem(BindingView binding, GuardRails set, int olderBindings)
    {
        if (set.ExcludedNamespaces?.FirstOrDefault(glob => Glob.Matches(glob, binding.Namespace)) is { } excluded)
            return $"namespace {Quoted.Text(binding.Namespace)} is excluded by the rule excludedNamespaces {excluded} of {set.Source}: use another namespace.";
        if (set.Namespaces is { } namespaces && !Glob.MatchesAny(namespaces, binding.Namespace))
            return $"namespace {Quoted.Text(binding.Namespace)} is not among those that the rule namespaces of {set.Source} allows ({List(namespaces)}): use one of them.";
        return set.MaxBindings is { } most && olderBindings >= most
            ? $"namespace {Quoted.Text(binding.Namespace)} has {olderBindings} older bindings, and the rule maxBindings of {set.Source} allows {most} in all: delete one of them."
            : null;
    }

    private static string? RoleProblem(BindingView binding, GuardRails set)
    {
        if (set.PermissionsBoundary is { } forced && binding.RoleSpec.PermissionsBoundary is { } boundary && boundary != forced)
        {
            return $"role.permissionsBoundary {Quoted.Text(boundary)} is not {forced}, which the rule permissionsBoundary of {set.Source} forces on every role: "
                + "leave the field out.";
        }

        // A derived name has the prefix from the start, or is older than the rule and can't be changed any more.
        return set.RoleNamePrefix is { } prefix && binding.RoleSpec.Name is { } name && !name.StartsWith(prefix, StringComparison.Ordinal)
            ? $"role.name {Quoted.Text(name)} does not begin with {prefix}, as the rule roleNamePrefix of {set.Source} wants: use such a name, or leave the field out."
            : null;
    }

    private static string? ManagedPoliciesProblem(BindingView binding, GuardRails set) =>
        set.ManagedPolicies is { } globs && binding.ManagedPolicies.FirstOrDefault(policy => !globs.Any(glob => IsAllowed(glob, policy))) is { } other
            ? $"role.managedPolicies has {Quoted.Text(other)}, which the rule managedPolicies of {set.Source} does not allow ({List(globs)}): remove it."
            : null;

    /// <summary>
    /// The name of an AWS managed policy becomes an ARN in the cluster's partition, and which that is AWS has to be asked: so
    /// for names the partition of the glob is passed over.
    /// </summary>
    private static bool IsAllowed(string glob, string policy)
    {
        if (policy.StartsWith("arn:", StringComparison.Ordinal))
            return Glob.Matches(glob, policy);
        var rest = $"iam::aws:policy/{policy}";
        return Glob.Matches(glob, $"arn:aws:{rest}")
            || (glob.Split(':', 3) is ["arn", _, var restOfGlob] && Glob.Matches(restOfGlob, rest));
    }

    private static string? InlinePoliciesProblem(BindingView binding, GuardRails set)
    {
        foreach (var policy in binding.InlinePolicies)
        {
            if (set.InlinePolicies == false)
                return $"role.inlinePolicies has {Quoted.Text(policy.Name)}, and the rule inlinePolicies of {set.Source} allows none: use managed policies.";
            if (ActionRules.Problem(BindingView.Json(policy.Document), set) is { } problem)
                return $"role.inlinePolicies {Quoted.Text(policy.Name)}: {problem}";
        }

        return null;
    }

    private static string? TagsProblem(BindingView binding, IReadOnlyList<GuardRails> sets)
    {
        foreach (var (key, value) in binding.Tags)
        {
            foreach (var set in sets)
            {
                if (set.Tags.TryGetValue(key, out var forced) && forced != value)
                    return $"role.tags has {Quoted.Text(key)} with the value {Quoted.Text(value)}, and the rule tags of {set.Source} sets it to {Quoted.Text(forced)}: leave it out.";
            }
        }

        var keys = sets.SelectMany(set => set.Tags.Keys).Concat(binding.Tags.Select(tag => tag.Key)).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return keys > BindingRules.MaxTags
            ? $"role.tags and the tags that the rule tags of {string.Join(" and ", sets.Where(set => !set.Tags.IsEmpty).Select(set => set.Source))} adds are {keys}, "
                + $"{keys - BindingRules.MaxTags} more than the {BindingRules.MaxTags} that fit on a role: remove some."
            : null;
    }

    /// <summary>Some of the globs: a list of hundreds is no sentence.</summary>
    internal static string List(IReadOnlyList<string> globs) => globs.Count switch
    {
        0 => "none",
        <= 5 => string.Join(", ", globs),
        _ => $"{string.Join(", ", globs.Take(5))} and {globs.Count - 5} more",
    };
}
