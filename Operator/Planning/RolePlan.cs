using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>The ordered actions that turn the observed role into the desired one.</summary>
/// <param name="Actions">Empty when both mean the same.</param>
/// <param name="Quarantine">Undeclared policies that only deny; they stay, and are reported.</param>
internal sealed record RolePlan(ImmutableArray<RoleAction> Actions, ImmutableArray<string> Quarantine)
{
    private static readonly ImmutableHashSet<string> NoPolicies = [];
    private static readonly ImmutableDictionary<string, PolicyDocument?> NoDocuments = ImmutableDictionary<string, PolicyDocument?>.Empty;

    /// <summary>
    /// Plans an update or a creation. Whatever takes rights away comes before whatever gives rights, so that the role is
    /// at no step wider than the wider of its two ends, and quotas are freed before they are needed.
    /// </summary>
    /// <param name="desired">What the binding asks for.</param>
    /// <param name="observed">What IAM has; null when there is no such role.</param>
    /// <param name="before">What the binding declared before: what it no longer declares of that is removed.</param>
    /// <param name="denyOnly">The ARNs of managed policies that are known to deny only.</param>
    public static RolePlan Diff(RoleDefinition desired, ObservedRole? observed, Declared before, IReadOnlySet<string>? denyOnly = null)
    {
        if (observed is null)
            return new RolePlan([new RoleAction.Create(desired), .. Grants(desired, NoPolicies, NoDocuments)], []);

        var current = observed.Definition;
        var quarantine = DenyOnlyPolicies.Undeclared(desired, current, before, denyOnly ?? NoPolicies);
        var tags = Tags(desired, current, before).ToList();

        // A role that is taken over is marked first: whatever interrupts the rest, it is known whose it is.
        var unowned = Owner.Of(current.Tags) is null;
        return new RolePlan(
            [
                .. unowned ? tags : [],
                .. Restrictions(desired, current),
                .. Settings(desired, current),
                .. unowned ? [] : tags,
                .. Revocations(desired, current, quarantine),
                .. Grants(desired, current.ManagedPolicies, current.InlinePolicies),
                .. Releases(desired, current),
            ],
            [.. quarantine.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Plans the end of an owned role by what is known to hang on it. IAM refuses to delete a role that something else hangs on.</summary>
    /// <param name="observed">What is known of it.</param>
    /// <param name="forcedBoundary">
    /// The boundary that every role must have; null when there is none. The operator's own rights may end where it is missing:
    /// a role that lost it gets it back before its policies are taken off.
    /// </param>
    public static RolePlan Remove(ObservedRole observed, string? forcedBoundary = null) =>
        new([.. Stripping(observed, forcedBoundary), new RoleAction.Delete(IsTry: true)], []);

    /// <summary>Plans the end of an owned role that IAM has refused to delete, by all that it shows to hang on it.</summary>
    /// <param name="observed">What IAM has.</param>
    /// <param name="forcedBoundary">As for <see cref="Remove"/>.</param>
    public static RolePlan RemoveWhole(ObservedRole observed, string? forcedBoundary = null) =>
        new([.. Stripping(observed, forcedBoundary), new RoleAction.LeaveInstanceProfiles(), new RoleAction.Delete()], []);

    /// <summary>Plans the release of an owned role: it stays as it is, without the tags that made it ours.</summary>
    public static RolePlan Release(ObservedRole observed)
    {
        var keys = Owner.TagKeys.Where(observed.Definition.Tags.ContainsKey).ToImmutableArray();
        return new RolePlan(keys.IsEmpty ? [] : [new RoleAction.DeleteTags(keys)], []);
    }

    private static IEnumerable<RoleAction> Stripping(ObservedRole observed, string? forcedBoundary)
    {
        var role = observed.Definition;
        if (forcedBoundary is not null && role.PermissionsBoundary != forcedBoundary && HasPolicies(role))
            yield return new RoleAction.PutBoundary(forcedBoundary);
        foreach (var arn in role.ManagedPolicies)
            yield return new RoleAction.Detach(arn);
        foreach (var name in role.InlinePolicies.Keys)
            yield return new RoleAction.DeleteInline(name);
    }

    private static bool HasPolicies(RoleDefinition role) => !role.ManagedPolicies.IsEmpty || !role.InlinePolicies.IsEmpty;

    private static IEnumerable<RoleAction> Restrictions(RoleDefinition desired, RoleDefinition current)
    {
        if (desired.Trust is { } trust && !trust.Equals(current.Trust))
            yield return new RoleAction.UpdateTrust(trust);
        if (desired.PermissionsBoundary is { } boundary && !string.Equals(boundary, current.PermissionsBoundary, StringComparison.Ordinal))
            yield return new RoleAction.PutBoundary(boundary);
    }

    /// <summary>A boundary that falls sets free whatever the policies grant, so it falls last.</summary>
    private static IEnumerable<RoleAction> Releases(RoleDefinition desired, RoleDefinition current)
    {
        if (desired.PermissionsBoundary is null && current.PermissionsBoundary is not null)
            yield return new RoleAction.DeleteBoundary();
    }

    private static IEnumerable<RoleAction> Settings(RoleDefinition desired, RoleDefinition current)
    {
        if (desired.Description != current.Description || desired.MaxSessionDurationSeconds != current.MaxSessionDurationSeconds)
            yield return new RoleAction.UpdateSettings(desired.Description, desired.MaxSessionDurationSeconds);
    }

    private static IEnumerable<RoleAction> Tags(RoleDefinition desired, RoleDefinition current, Declared before)
    {
        var gone = before.TagKeys
            .Where(key => !desired.Tags.ContainsKey(key) && current.Tags.ContainsKey(key))
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToImmutableArray();
        if (!gone.IsEmpty)
            yield return new RoleAction.DeleteTags(gone);

        var changed = desired.Tags.Where(tag => current.Tags.GetValueOrDefault(tag.Key) != tag.Value).ToList();
        if (changed.Count > 0)
            yield return new RoleAction.PutTags(RoleDefinition.NoTags.AddRange(changed));
    }

    private static IEnumerable<RoleAction> Revocations(
        RoleDefinition desired, RoleDefinition current, ImmutableHashSet<string> quarantine)
    {
        foreach (var arn in current.ManagedPolicies.Where(arn => !desired.ManagedPolicies.Contains(arn) && !quarantine.Contains(arn)))
            yield return new RoleAction.Detach(arn);
        foreach (var name in current.InlinePolicies.Keys.Where(name => !desired.InlinePolicies.ContainsKey(name) && !quarantine.Contains(name)))
            yield return new RoleAction.DeleteInline(name);
    }

    private static IEnumerable<RoleAction> Grants(
        RoleDefinition desired, IReadOnlySet<string> attached, IReadOnlyDictionary<string, PolicyDocument?> inline)
    {
        foreach (var arn in desired.ManagedPolicies.Where(arn => !attached.Contains(arn)))
            yield return new RoleAction.Attach(arn);

        // IAM limits the sum over all inline policies: those that shrink go first, so that the sum never passes the
        // larger of its two ends.
        var changed = desired.InlinePolicies
            .Where(policy => policy.Value is not null && !policy.Value.Equals(inline.GetValueOrDefault(policy.Key)))
            .OrderBy(policy => policy.Value!.Size - (inline.GetValueOrDefault(policy.Key)?.Size ?? 0));
        foreach (var (name, document) in changed)
            yield return new RoleAction.PutInline(name, document!);
    }
}
