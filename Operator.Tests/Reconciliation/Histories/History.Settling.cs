using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>The end of a history: everything calms down, and the state is held against the oracle.</summary>
internal sealed partial class History
{
    private const int MostRounds = 40;

    private async Task<string> SettleAsync()
    {
        _fault = null;
        foreach (var subject in _subjects)
            subject.Edit(_world, wish => wish with { Broken = false, Suspended = false });
        foreach (var name in _world.Roles.Keys.ToList())
            Change(name, WithoutQuarantine);
        for (var round = 0; _subjects.Exists(subject => subject.Deleting); round++)
        {
            Check(round < MostRounds, "A deletion does not end");
            foreach (var subject in _subjects.Where(subject => subject.Deleting).ToList())
                await TurnAsync(subject);
        }

        var expected = _subjects.ToDictionary(subject => subject, Expected);
        await QuietAsync();
        foreach (var (subject, reasons) in expected)
            Verify(subject, reasons);
        foreach (var role in _world.Roles.Values)
            VerifyWanted(role);

        var picture = _world.Picture();
        Restart();
        Check(await RoundAsync() == 0, $"A second pass writes {string.Join(", ", _written)}");
        Check(picture == _world.Picture(), "A second pass changes the state");
        return string.Join(' ', _subjects.GroupBy(Reason, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));
    }

    private IReadOnlyList<string> Expected(Subject subject)
    {
        var key = (subject.Wish.Namespace, subject.Wish.ServiceAccount);
        return HistoryOracle.Reasons(subject, _subjects, _world.Roles.GetValueOrDefault(HistoryOracle.RoleName(subject.Wish)),
            _world.ServiceAccounts.ContainsKey(key), _world.ManagersOf.Keys.Any(held => (held.Namespace, held.Name) == key));
    }

    /// <summary>The clock runs until two rounds write nothing.</summary>
    private async Task QuietAsync()
    {
        var quiet = 0;
        for (var round = 0; quiet < 2; round++)
        {
            Check(round < MostRounds, $"It never calms down: {string.Join(", ", _written)}");
            quiet = await RoundAsync() == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>Everybody has a turn.</summary>
    /// <returns>How many writes took effect: CreateRole is also how the operator finds out that somebody else has the role.</returns>
    private async Task<int> RoundAsync()
    {
        _written.Clear();
        foreach (var subject in _subjects)
            await TurnAsync(subject);
        _world.Time.Advance(Audit);
        return _written.Count;
    }

    private void Verify(Subject subject, IReadOnlyList<string> reasons)
    {
        var (wish, reason) = (subject.Wish, Reason(subject));
        if (reasons.Count > 0)
            Check(reasons.Contains(reason), $"{subject.Key} is {reason} ({Message(subject)}), not {string.Join(" or ", reasons)}");
        if (reason is not Reasons.Reconciled and not Reasons.ServiceAccountMissing and not Reasons.AnnotationConflict)
            return;
        var role = _world.Roles.GetValueOrDefault(HistoryOracle.RoleName(wish));
        if (wish.RoleArn is null)
            Check(HistoryOracle.Difference(wish, role?.Definition) is null, $"{subject.Key} is {reason}, and of its role {HistoryOracle.Difference(wish, role?.Definition)}");
        var annotations = _world.ServiceAccounts.GetValueOrDefault((wish.Namespace, wish.ServiceAccount))?.Annotations;
        Check(annotations is null == (reason == Reasons.ServiceAccountMissing), $"{subject.Key} is {reason}, and its ServiceAccount {(annotations is null ? "is not" : "is")} there");
        if (annotations is null || reason == Reasons.AnnotationConflict)
            return;
        Check(annotations.GetValueOrDefault(WellKnown.RoleArnAnnotation) == (wish.RoleArn ?? role!.Arn), $"{subject.Key} is Ready, and the annotation is {annotations.GetValueOrDefault(WellKnown.RoleArnAnnotation)}");
        Check(annotations.GetValueOrDefault(WellKnown.TokenExpirationAnnotation) == (wish.TokenExpiration is null ? null : "3600"), $"{subject.Key} is Ready, and the token's expiration is not what it wants");
    }

    /// <summary>A role that a binding of this cluster is said to own belongs to one that is there, and wants it.</summary>
    private void VerifyWanted(ObservedRole role)
    {
        if (Owner.Of(role.Definition.Tags) is not { } owner || owner.Namespace == "elsewhere")
            return;
        Check(_subjects.Exists(subject => subject.Key == $"{owner.Namespace}/{owner.Name}"
            && string.Equals(HistoryOracle.RoleName(subject.Wish), role.Definition.Name, StringComparison.OrdinalIgnoreCase)), $"Role {role.Definition.Name} of {owner.Namespace}/{owner.Name} is an orphan");
    }

    private static string Reason(Subject subject) => Ready(subject)?.Reason ?? "Unknown";

    private static string Message(Subject subject) => Ready(subject)?.Message ?? "";

    private static BindingCondition? Ready(Subject subject) => subject.Binding.Status.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
}
