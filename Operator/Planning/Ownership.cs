namespace IrsaOperator.Planning;

/// <summary>Whether a binding may write a role (I2).</summary>
internal static class Ownership
{
    /// <summary>Why it may not, as a sentence; null when it may.</summary>
    /// <param name="owner">The binding.</param>
    /// <param name="observed">The role; null when there is none.</param>
    /// <param name="adopt">Whether the binding consents to take over a role that nobody has marked.</param>
    /// <param name="desired">What the binding would make of the role.</param>
    public static string? Problem(Owner owner, ObservedRole? observed, bool adopt, RoleDefinition desired)
    {
        if (observed is null || owner.Owns(observed))
            return null;
        var (name, path) = (observed.Definition.Name, observed.Definition.Path);
        if (Owner.Of(observed.Definition.Tags) is { } other)
            return $"Role {name} belongs to the IrsaBinding {other.Namespace}/{other.Name} of the cluster {other.Cluster}: choose another role.name, or delete that binding.";
        if (path.StartsWith("/aws-service-role/", StringComparison.Ordinal) || path.StartsWith("/aws-reserved/", StringComparison.Ordinal))
            return $"Role {name} is one of AWS's own ({path}): choose another role.name.";
        if (adopt)
            return null;
        var changes = string.Join(", ", RolePlan.Diff(desired, observed, Declared.Nothing).Actions.Select(RoleActions.Describe));
        return $"Role {name} exists and carries no ownership tags: choose another role.name, or set role.adopt to true to take it over, which means: {changes}.";
    }
}
