using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>Holds every single write of the operator against the invariants I1, I2, I3 and I6.</summary>
internal sealed class Watchman(World world, HistoryNames names)
{
    public const string DenyInline = "AWSRevokeOlderSessions";
    public const string DenyManaged = "arn:aws:iam::aws:policy/AWSDenyAll";
    public const string AdministratorsTag = "administrator";

    private readonly Dictionary<string, ObservedRole> _seen = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, ObservedRole> _roles = [];
    private Dictionary<(string Namespace, string Name), ServiceAccountState> _serviceAccounts = [];

    /// <summary>Whose turn it is.</summary>
    public Subject? Subject { get; set; }

    /// <summary>The first violation; null as long as there is none.</summary>
    public string? Violation { get; private set; }

    /// <summary>The process knows nothing any more.</summary>
    public void Forget() => _seen.Clear();

    public void Before(string call)
    {
        if (call.StartsWith('?'))
            return;
        _roles = new Dictionary<string, ObservedRole>(world.Roles, StringComparer.OrdinalIgnoreCase);
        _serviceAccounts = new Dictionary<(string Namespace, string Name), ServiceAccountState>(world.ServiceAccounts);
    }

    public void After(string call)
    {
        if (call.StartsWith("?role ", StringComparison.Ordinal))
            See(call["?role ".Length..]);
        if (call.StartsWith('?'))
            return;
        foreach (var name in _roles.Keys.Union(world.Roles.Keys, StringComparer.OrdinalIgnoreCase))
        {
            var (before, after) = (_roles.GetValueOrDefault(name), world.Roles.GetValueOrDefault(name));
            if (ReferenceEquals(before, after))
                continue;
            See(name);
            RoleChanged(call, name, before, after);
        }

        foreach (var key in _serviceAccounts.Keys.Union(world.ServiceAccounts.Keys))
        {
            var (before, after) = (_serviceAccounts.GetValueOrDefault(key), world.ServiceAccounts.GetValueOrDefault(key));
            if (!ReferenceEquals(before, after))
                ServiceAccountChanged(call, key, before, after);
        }
    }

    private void See(string name)
    {
        _seen.Remove(name);
        if (world.Roles.TryGetValue(name, out var role))
            _seen[name] = role;
    }

    private void RoleChanged(string call, string name, ObservedRole? before, ObservedRole? after)
    {
        var wish = Subject!.Wish;
        Hold(wish.RoleArn is null, $"I2: {call}, though {Subject.Key} has a role of somebody else's");
        if (before is not null)
        {
            var owner = Owner.Of(before.Definition.Tags);
            Hold(owner is null ? wish.Adopt : IsSubjects(owner), $"I2: {call} on {name}, which is not {Subject.Key}'s");
        }

        if (after is null)
        {
            Hold(Subject.Deleting, $"{call} on {name}, though {Subject.Key} is not deleted");
            var bound = world.ServiceAccounts.GetValueOrDefault((wish.Namespace, wish.ServiceAccount));
            Hold(bound is null || !bound.OurAnnotationKeys.Contains(WellKnown.RoleArnAnnotation)
                || bound.Annotations.GetValueOrDefault(WellKnown.BindingAnnotation) != wish.Name, $"I3: {call} on {name} before the annotation went");
            return;
        }

        if (before is null || !Equals(after.Definition.Trust, before.Definition.Trust))
            Hold(ExactTrust.Admits(after.Definition.Trust, wish, names.Identity), $"I1: {call} on {name} wrote {after.Definition.Trust}");
        if (before is null)
            Hold(Owner.Of(after.Definition.Tags) is { } made && IsSubjects(made), $"I2: {call} made {name} without its owner");
        if (before is null || Subject.Deleting)
            return;
        Hold(!before.Definition.InlinePolicies.ContainsKey(DenyInline) || after.Definition.InlinePolicies.ContainsKey(DenyInline), $"I2: {call} on {name} ended a quarantine");
        Hold(!before.Definition.ManagedPolicies.Contains(DenyManaged) || after.Definition.ManagedPolicies.Contains(DenyManaged), $"I2: {call} on {name} ended a quarantine");
        Hold(before.Definition.Tags.ContainsKey(AdministratorsTag) == after.Definition.Tags.ContainsKey(AdministratorsTag), $"I2: {call} on {name} changed a tag that was not declared");
    }

    private void ServiceAccountChanged(string call, (string Namespace, string Name) key, ServiceAccountState? before, ServiceAccountState? after)
    {
        var wish = Subject!.Wish;
        Hold(key == (wish.Namespace, wish.ServiceAccount), $"{call} on ServiceAccount {key}, which is not {Subject.Key}'s");
        if (after is null)
        {
            Hold(before!.OwnerUid == Subject.Uid, $"I6: {call} took ServiceAccount {key}, which {Subject.Key} did not make");
            return;
        }

        if (!after.OurAnnotationKeys.Contains(WellKnown.RoleArnAnnotation))
            return;
        var arn = after.Annotations[WellKnown.RoleArnAnnotation];
        if (wish.RoleArn is not null)
        {
            Hold(arn == wish.RoleArn && ExactTrust.Admits(world.Roles.Values.SingleOrDefault(role => role.Arn == arn)?.Definition.Trust, wish, names.Identity), $"I3: {call} names {arn}, which does not admit {key}");
            return;
        }

        // The process may act on what it knew a little while ago; what it knew is what counts.
        var role = _seen.Values.SingleOrDefault(known => known.Arn == arn)?.Definition;
        Hold(role is not null && ExactTrust.Admits(role.Trust, wish, names.Identity), $"I3: {call} before the role {arn} admits {key}");
        Hold(HistoryOracle.PoliciesOf(wish).All(role!.ManagedPolicies.Contains), $"I3: {call} before {arn} has its managed policies");
        Hold(wish.Inline.All(policy => HistoryOracle.Document(policy.Value).Equals(role.InlinePolicies.GetValueOrDefault(policy.Key))), $"I3: {call} before {arn} has its inline policies");
    }

    private bool IsSubjects(Owner owner) =>
        owner.Cluster == names.Identity.IssuerHostPath && owner.Namespace == Subject!.Wish.Namespace && owner.Name == Subject.Wish.Name;

    private void Hold(bool condition, string violation)
    {
        if (condition)
            return;
        Violation ??= violation;
        throw new InvariantViolatedException(violation);
    }
}
