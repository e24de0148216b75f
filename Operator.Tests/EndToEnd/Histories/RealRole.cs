using System.Collections.Immutable;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>The emulator's roles in the words of the plans.</summary>
internal static class RealRole
{
    public static RoleDefinition Definition(IamRole role) => new()
    {
        Name = role.Name,
        Path = role.Path,
        Trust = PolicyDocument.FromAnswer(role.TrustPolicy),
        Description = role.Description ?? "",
        MaxSessionDurationSeconds = role.MaxSessionDuration,
        PermissionsBoundary = role.PermissionsBoundary,
        Tags = RoleDefinition.NoTags.AddRange(role.Tags),
        ManagedPolicies = role.AttachedPolicies.ToImmutableSortedSet(StringComparer.Ordinal),
        InlinePolicies = role.InlinePolicies.ToImmutableSortedDictionary(policy => policy.Key, policy => PolicyDocument.FromAnswer(policy.Value), StringComparer.Ordinal),
    };

    /// <summary>The role, with all that a definition tells.</summary>
    public static IamRole With(IamRole role, RoleDefinition definition) => role with
    {
        TrustPolicy = definition.Trust?.Text ?? "",
        Description = definition.Description,
        MaxSessionDuration = definition.MaxSessionDurationSeconds,
        PermissionsBoundary = definition.PermissionsBoundary,
        Tags = role.Tags.Clear().AddRange(definition.Tags),
        AttachedPolicies = [.. definition.ManagedPolicies],
        InlinePolicies = role.InlinePolicies.Clear().AddRange(definition.InlinePolicies.Select(policy => KeyValuePair.Create(policy.Key, policy.Value?.Text ?? ""))),
    };
}
