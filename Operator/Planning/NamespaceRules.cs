using System.Collections.Immutable;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>
/// An IrsaPolicy as it is read: rules, and the namespaces that they hold in. One that can't be understood permits nothing,
/// wherever it may hold: an error must not open what somebody meant to close.
/// </summary>
internal sealed record NamespaceRules
{
    private NamespaceRules(IrsaPolicy policy)
    {
        Name = policy.Metadata.Name ?? "";
        Uid = policy.Metadata.Uid ?? "";
        Generation = policy.Metadata.Generation;
        Version = policy.Metadata.ResourceVersion;
        var spec = policy.Spec ?? new IrsaPolicySpec();
        var selectorProblem = NamespaceLabels.Problem(spec.NamespaceSelector);
        Selector = selectorProblem is null ? spec.NamespaceSelector : null;
        var source = $"{WellKnown.PolicyKind} {Name}";
        Rules = (selectorProblem ?? RulesProblem(spec)) is { } problem
            ? new GuardRails(source) { Problem = $"{source} can't be understood, so it permits nothing: {problem}" }
            : new GuardRails(source)
            {
                PermissionsBoundary = spec.PermissionsBoundary,
                ManagedPolicies = spec.ManagedPolicies?.ToImmutableArray(),
                InlinePolicies = spec.InlinePolicies,
                AllowedActions = spec.AllowedActions?.ToImmutableArray(),
                DeniedActions = spec.DeniedActions?.ToImmutableArray(),
                MaxBindings = spec.MaxBindings,
                RolePath = spec.RolePath,
                RoleNamePrefix = spec.RoleNamePrefix,
                Tags = RoleDefinition.NoTags.AddRange(spec.Tags ?? Enumerable.Empty<KeyValuePair<string, string>>()),
            };
    }

    public string Name { get; }

    public string Uid { get; }

    /// <summary>The generation of the spec.</summary>
    public long? Generation { get; }

    /// <summary>The resourceVersion that the policy was read at.</summary>
    public string? Version { get; }

    public GuardRails Rules { get; }

    private NamespaceSelector? Selector { get; }

    public static NamespaceRules From(IrsaPolicy policy) => new(policy);

    /// <summary>Whether the rules hold in every namespace, whatever its labels are.</summary>
    public bool HoldEverywhere => Selector is null;

    /// <summary>Whether the rules hold in a namespace with these labels.</summary>
    public bool HoldIn(IReadOnlyDictionary<string, string> labels) => NamespaceLabels.Matches(Selector, labels);

    /// <summary>Whether both say the same of every namespace; labels and annotations of the policy itself say nothing.</summary>
    public bool SaysTheSameAs(NamespaceRules? other) => other is not null && other.Uid == Uid && other.Generation is not null && other.Generation == Generation;

    private static string? RulesProblem(IrsaPolicySpec spec) =>
        Wrong("permissionsBoundary", spec.PermissionsBoundary, GuardRailGrammar.IsPolicyArn, GuardRailGrammar.PolicyArnAdvice)
        ?? Wrong("managedPolicies", spec.ManagedPolicies, GuardRailGrammar.IsPolicyGlob, GuardRailGrammar.PolicyGlobAdvice)
        ?? Wrong("allowedActions", spec.AllowedActions, GuardRailGrammar.IsActionGlob, GuardRailGrammar.ActionGlobAdvice)
        ?? Wrong("deniedActions", spec.DeniedActions, GuardRailGrammar.IsActionGlob, GuardRailGrammar.ActionGlobAdvice)
        ?? Wrong("rolePath", spec.RolePath, GuardRailGrammar.IsRolePath, GuardRailGrammar.RolePathAdvice)
        ?? Wrong("roleNamePrefix", spec.RoleNamePrefix, GuardRailGrammar.IsRoleNamePrefix, GuardRailGrammar.RoleNamePrefixAdvice)
        ?? (spec.MaxBindings < 0 ? $"maxBindings is {spec.MaxBindings}: use 0 or more." : null)
        ?? GuardRailGrammar.TagsProblem(spec.Tags ?? Enumerable.Empty<KeyValuePair<string, string>>());

    private static string? Wrong(string rule, string? value, Func<string, bool> valid, string advice) =>
        value is null || valid(value) ? null : $"{rule} is {Quoted.Text(value)}: {advice}.";

    private static string? Wrong(string rule, IList<string>? values, Func<string, bool> valid, string advice) =>
        values?.Where(value => value is null || !valid(value)).Select(value => $"{rule} has {Quoted.Text(value)}: {advice}.").FirstOrDefault();
}
