using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>The role that a valid binding asks for.</summary>
internal static class DesiredRole
{
    public static RoleDefinition From(BindingView binding, ClusterIdentity identity, PlanningOptions options) => new()
    {
        Name = binding.RoleName(identity, options),
        Path = options.RolePath,
        Trust = Trust.For(identity, binding.Namespace, binding.ServiceAccount, binding.Audience).Document(),
        Description = binding.RoleSpec.Description ?? "",
        MaxSessionDurationSeconds = binding.RoleSpec.MaxSessionDurationSeconds ?? 3600,
        PermissionsBoundary = options.ForcedBoundary ?? binding.RoleSpec.PermissionsBoundary ?? options.PermissionsBoundary,
        Tags = options.Tags.SetItems(binding.Tags).SetItems(binding.Owner(identity).Tags()),
        ManagedPolicies = binding.ManagedPolicies
            .Select(policy => policy.StartsWith("arn:", StringComparison.Ordinal) ? policy : identity.AwsManagedPolicyArn(policy))
            .ToImmutableSortedSet(StringComparer.Ordinal),
        InlinePolicies = binding.InlinePolicies.ToImmutableSortedDictionary(
            policy => policy.Name,
            policy => (PolicyDocument?)PolicyDocument.From(BindingView.Json(policy.Document)),
            StringComparer.Ordinal),
    };
}
