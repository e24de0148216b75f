using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>Something that only one binding can have: a ServiceAccount of a namespace, or a role, which has none.</summary>
internal readonly record struct Claim
{
    private readonly string? _namespace;
    private readonly string _name;

    private Claim(string? @namespace, string name) => (_namespace, _name) = (@namespace, name);

    /// <summary>Whether it is a role; a ServiceAccount otherwise.</summary>
    public bool IsRole => _namespace is null;

    public static Claim OfServiceAccount(string @namespace, string name) => new(@namespace, name);

    /// <summary>
    /// What the binding wants. A derived role name is the binding's alone until somebody names it on purpose; it is known once
    /// the role is there. IAM does not tell letter case apart.
    /// </summary>
    public static IEnumerable<Claim> Of(BindingView binding)
    {
        yield return OfServiceAccount(binding.Namespace, binding.ServiceAccount);
        if (binding.ExistingRoleArn is null && (binding.RoleSpec.Name ?? binding.Binding.Status?.Role?.Name) is { } role)
            yield return new Claim(@namespace: null, role);
    }

    public bool Equals(Claim other) => _namespace == other._namespace && Names.Equals(_name, other._name);

    public override int GetHashCode() => HashCode.Combine(_namespace, Names.GetHashCode(_name));

    /// <summary>The claim, for people.</summary>
    public override string ToString() => IsRole ? $"role {_name}" : $"ServiceAccount {_name}";

    private StringComparer Names => IsRole ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
