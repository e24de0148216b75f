using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

/// <summary>A role that actions are carried out on.</summary>
internal static class FakeRole
{
    public static ObservedRole? Apply(ObservedRole? role, RolePlan plan) => plan.Actions.Aggregate(role, Apply);

    public static ObservedRole? Apply(ObservedRole? role, RoleAction action) => action is RoleAction.Create create
        ? Created(create.Definition)
        : RoleActions.After(role, action);

    /// <summary>CreateRole makes a role without policies, whatever is to be attached afterwards.</summary>
    public static ObservedRole Created(RoleDefinition definition) => new(
        definition with { ManagedPolicies = definition.ManagedPolicies.Clear(), InlinePolicies = definition.InlinePolicies.Clear() },
        Sample.Identity.RoleArn(definition.Path, definition.Name),
        "AROAEXAMPLE",
        DateTimeOffset.UnixEpoch);
}
