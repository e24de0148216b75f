using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>Something that only one binding can have.</summary>
/// <param name="Key">Tells claims apart.</param>
/// <param name="What">The same for people.</param>
/// <param name="IsRole">Whether it is a role; a ServiceAccount otherwise.</param>
internal sealed record Claim(string Key, string What, bool IsRole)
{
    public static Claim OfServiceAccount(string @namespace, string name) => new($"{@namespace}/{name}", $"ServiceAccount {name}", IsRole: false);

    /// <summary>
    /// What the binding wants. A derived role name is the binding's alone until somebody names it on purpose; it is known once
    /// the role is there. IAM does not tell letter case apart.
    /// </summary>
    public static IEnumerable<Claim> Of(BindingView binding)
    {
        yield return OfServiceAccount(binding.Namespace, binding.ServiceAccount);
        if (binding.ExistingRoleArn is null && (binding.RoleSpec.Name ?? binding.Binding.Status?.Role?.Name) is { } role)
            yield return new Claim($"role:{role.ToLowerInvariant()}", $"role {role}", IsRole: true);
    }

    public bool Equals(Claim? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);
}
