using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>The end of a history: everything calms down, and the state is held against the oracle.</summary>
internal sealed partial class History
{
    private IReadOnlyDictionary<Subject, IReadOnlyList<string>> _expected = new Dictionary<Subject, IReadOnlyList<string>>();

    /// <summary>Whether the order of events may have decided how it ends, and not the specs alone.</summary>
    public bool IsAmbiguous => _expected.Values.Any(reasons => reasons.Count != 1);

    /// <summary>Ends what is broken or paused, and waits for the operator to have nothing left to do.</summary>
    public async Task<HistoryState> SettleAsync()
    {
        world.Arm(fault: null);
        foreach (var subject in world.Subjects.ToList())
            await world.EditAsync(subject, wish => wish with { Broken = false, Suspended = false });
        foreach (var name in (await world.LookAsync()).Roles.Keys)
            world.ChangeRole(name, WithoutQuarantine);
        await world.EndDeletionsAsync();

        var before = await world.LookAsync();
        _expected = world.Subjects.ToDictionary(subject => subject, subject => Expected(subject, before));
        await world.QuietAsync();
        var state = await world.LookAsync();
        foreach (var (subject, reasons) in _expected)
            Verify(subject, reasons, state);
        foreach (var role in state.Roles.Values)
            VerifyWanted(role);
        return state;
    }

    private IReadOnlyList<string> Expected(Subject subject, HistoryState state)
    {
        var key = (subject.Wish.Namespace, subject.Wish.ServiceAccount);
        return HistoryOracle.Reasons(
            subject, world, state.Role(world.Names.RoleOf(subject.Wish)), state.ServiceAccounts.ContainsKey(key), state.Held.Contains(key));
    }

    private void Verify(Subject subject, IReadOnlyList<string> reasons, HistoryState state)
    {
        var (wish, reason) = (subject.Wish, subject.Ready?.Reason ?? "Unknown");
        if (reasons.Count > 0)
            Check(reasons.Contains(reason), $"{subject.Key} is {reason} ({subject.Ready?.Message}), not {string.Join(" or ", reasons)}");
        if (reason is not Reasons.Reconciled and not Reasons.ServiceAccountMissing and not Reasons.AnnotationConflict)
            return;
        var role = state.Role(world.Names.RoleOf(wish));
        if (wish.RoleArn is null)
        {
            var difference = HistoryOracle.Difference(wish, role, world.Names.Identity);
            Check(difference is null, $"{subject.Key} is {reason}, and of its role {difference}");
        }

        var annotations = state.ServiceAccounts.GetValueOrDefault((wish.Namespace, wish.ServiceAccount))?.Annotations;
        Check(annotations is null == (reason == Reasons.ServiceAccountMissing), $"{subject.Key} is {reason}, and its ServiceAccount {(annotations is null ? "is not" : "is")} there");
        if (annotations is null || reason == Reasons.AnnotationConflict)
            return;
        Check(
            annotations.GetValueOrDefault(WellKnown.RoleArnAnnotation) == (wish.RoleArn ?? world.Names.Identity.RoleArn(role!.Path, role.Name)),
            $"{subject.Key} is Ready, and the annotation is {annotations.GetValueOrDefault(WellKnown.RoleArnAnnotation)}");
        Check(annotations.GetValueOrDefault(WellKnown.TokenExpirationAnnotation) == (wish.TokenExpiration is null ? null : "3600"), $"{subject.Key} is Ready, and the token's expiration is not what it wants");
    }

    /// <summary>A role that a binding of this cluster is said to own belongs to one that is there, and wants it.</summary>
    private void VerifyWanted(RoleDefinition role)
    {
        if (Owner.Of(role.Tags) is not { } owner || owner.Namespace == "elsewhere")
            return;
        Check(world.Subjects.Any(subject => subject.Key == $"{owner.Namespace}/{owner.Name}"
            && string.Equals(world.Names.RoleOf(subject.Wish), role.Name, StringComparison.OrdinalIgnoreCase)), $"Role {role.Name} of {owner.Namespace}/{owner.Name} is an orphan");
    }
}
