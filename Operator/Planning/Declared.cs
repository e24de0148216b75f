using System.Collections.Immutable;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>
/// What a binding declared before. It tells what the binding may take back from what somebody else put on the role.
/// </summary>
/// <param name="TagKeys">Keys of tags, without the ownership tags.</param>
/// <param name="Policies">ARNs of managed policies, names of inline ones.</param>
internal sealed record Declared(ImmutableHashSet<string> TagKeys, ImmutableHashSet<string> Policies)
{
    public static readonly Declared Nothing = new(ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase), []);

    /// <summary>What the role declares.</summary>
    public static Declared By(RoleDefinition desired) => new(
        desired.Tags.Keys.Except(Owner.TagKeys, StringComparer.OrdinalIgnoreCase).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
        [.. desired.ManagedPolicies, .. desired.InlinePolicies.Keys]);

    /// <summary>What the status remembers.</summary>
    public static Declared By(IrsaBindingStatus? status) => new(
        (status?.Role?.TagKeys ?? []).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
        [.. (status?.Policies ?? []).Select(PolicyEntry.Key)]);

    /// <summary>Both, while the one is replaced by the other: whatever is interrupted is cleaned up later.</summary>
    public Declared And(Declared other) => new(TagKeys.Union(other.TagKeys), Policies.Union(other.Policies));
}
