using System.Collections.Concurrent;
using System.Collections.Immutable;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>Reads one role: whole, at three calls and one for each inline policy, or without its policies, at one.</summary>
internal sealed class IamRoleReader(IAmazonIdentityManagementService iam, AwsCalls calls, RoleCache cache, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (ExistingRole Role, long At)> _existing = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The whole role; null when there is none. The cache knows it from then on.</summary>
    public async Task<ObservedRole?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var role = await ReadWholeAsync(name, cancellationToken);
        cache.Read(name, role);
        return role;
    }

    /// <summary>The role without its policies; null when there is none. What the cache knows of it stays as it is.</summary>
    public async Task<ObservedRole?> ReadHeadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return Observed(name, await GetAsync(name, cancellationToken));
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>A role that somebody else manages, without its policies, at most so old.</summary>
    public async Task<ExistingRole?> FindAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (_existing.TryGetValue(name, out var known) && time.GetElapsedTime(known.At) < maxAge)
            return known.Role;
        try
        {
            var role = await GetAsync(name, cancellationToken);
            var found = new ExistingRole(
                role.RoleName ?? name, role.Arn ?? "", role.RoleId ?? "", AwsTime.From(role.CreateDate), PolicyDocument.FromAnswer(role.AssumeRolePolicyDocument))
            {
                LastUsed = AwsTime.From(role.RoleLastUsed?.LastUsedDate),
            };
            _existing[name] = (found, time.GetTimestamp());
            return found;
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
        {
            _existing.TryRemove(name, out _);
            return null;
        }
    }

    /// <summary>Drops a role that somebody else manages.</summary>
    public void Forget(string name) => _existing.TryRemove(name, out _);

    /// <summary>Without its trust policy, which every role has, an answer is not the role: it may lack the tags that tell whose it is, too.</summary>
    private async Task<Role> GetAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await calls.RunAsync(
            "GetRole", token => iam.GetRoleAsync(new GetRoleRequest { RoleName = name }, token), cancellationToken, cache.IsSettling(name));
        return answer.Role is { AssumeRolePolicyDocument: not null } role
            ? role
            : throw AwsException.Unexpected("GetRole", $"IAM's answer has no trust policy of role {name}.");
    }

    private async Task<ObservedRole?> ReadWholeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var role = Observed(name, await GetAsync(name, cancellationToken));
            var managed = await ReadManagedPoliciesAsync(name, cancellationToken);
            var inline = await ReadInlinePoliciesAsync(name, cancellationToken);
            return role with { Definition = role.Definition with { ManagedPolicies = managed, InlinePolicies = inline } };
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
        {
            return null;
        }
    }

    private static ObservedRole Observed(string name, Role role)
    {
        var definition = new RoleDefinition
        {
            Name = role.RoleName ?? name,
            Path = role.Path ?? "/",
            Trust = PolicyDocument.FromAnswer(role.AssumeRolePolicyDocument),
            Description = role.Description ?? "",
            MaxSessionDurationSeconds = role.MaxSessionDuration ?? 3600,
            PermissionsBoundary = role.PermissionsBoundary?.PermissionsBoundaryArn,
            Tags = AwsTags.Read(role.Tags),
        };
        return new ObservedRole(definition, role.Arn ?? "", role.RoleId ?? "", AwsTime.From(role.CreateDate))
        {
            LastUsed = AwsTime.From(role.RoleLastUsed?.LastUsedDate),
        };
    }

    private async Task<ImmutableSortedSet<string>> ReadManagedPoliciesAsync(string name, CancellationToken cancellationToken)
    {
        var arns = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        string? marker = null;
        do
        {
            var request = new ListAttachedRolePoliciesRequest { RoleName = name, Marker = marker };
            var page = await calls.RunAsync(
                "ListAttachedRolePolicies", token => iam.ListAttachedRolePoliciesAsync(request, token), cancellationToken);
            arns.UnionWith((page.AttachedPolicies ?? []).Select(policy => policy.PolicyArn ?? ""));
            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
        return arns.ToImmutable();
    }

    private async Task<ImmutableSortedDictionary<string, PolicyDocument?>> ReadInlinePoliciesAsync(string name, CancellationToken cancellationToken)
    {
        var policies = ImmutableSortedDictionary.CreateBuilder<string, PolicyDocument?>(StringComparer.Ordinal);
        string? marker = null;
        do
        {
            var request = new ListRolePoliciesRequest { RoleName = name, Marker = marker };
            var page = await calls.RunAsync("ListRolePolicies", token => iam.ListRolePoliciesAsync(request, token), cancellationToken);
            foreach (var policyName in page.PolicyNames ?? [])
            {
                try
                {
                    var policy = await calls.RunAsync("GetRolePolicy", token => iam.GetRolePolicyAsync(
                        new GetRolePolicyRequest { RoleName = name, PolicyName = policyName }, token), cancellationToken);
                    policies[policyName] = PolicyDocument.FromAnswer(policy.PolicyDocument);
                }
                catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
                {
                    // Deleted since it was listed: the policy is missing, not the role.
                }
            }

            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
        return policies.ToImmutable();
    }
}
