using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>Roles in IAM, behind the cache.</summary>
internal sealed class IamRoles(IAmazonIdentityManagementService iam, AwsCalls calls, RoleCache cache, IamRoleReader reader, RoleSweep sweep) : IRoles
{
    public ObservedRole? Known(string name) => cache.Find(name, TimeSpan.MaxValue);

    public bool IsInDoubt(string name) => cache.IsInDoubt(name);

    public bool IsSettling(string name) => cache.IsSettling(name);

    public void Release(string name)
    {
        cache.Release(name);
        reader.Forget(name);
    }

    public async Task<ObservedRole?> ObserveAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (cache.Find(name, maxAge) is { } known)
            return known;
        return await sweep.RefreshAsync(maxAge, cancellationToken) && cache.Find(name, maxAge) is { } swept
            ? swept
            : await reader.ReadAsync(name, cancellationToken);
    }

    public async Task<ObservedRole?> ReadAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken) =>
        cache.FindRead(name, maxAge) ?? await reader.ReadAsync(name, cancellationToken);

    public Task<ObservedRole?> ReadHeadAsync(string name, CancellationToken cancellationToken) => reader.ReadHeadAsync(name, cancellationToken);

    public Task<ExistingRole?> FindAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken) =>
        cache.Find(name, maxAge) is { } known
            ? Task.FromResult<ExistingRole?>(ExistingRole.Of(known))
            : reader.FindAsync(name, maxAge, cancellationToken);

    public async Task<ObservedRole?> ApplyAsync(string name, RoleAction action, CancellationToken cancellationToken)
    {
        try
        {
            var after = action is RoleAction.Create create
                ? await CreateAsync(create.Definition, cancellationToken)
                : await ChangeAsync(name, action, cancellationToken);
            cache.Changed(name, after);
            return after;
        }
        catch (Exception error)
        {
            var unclear = error is not AwsException { Kind: not (AwsErrorKind.Unavailable or AwsErrorKind.Unknown) };
            if (action is RoleAction.Create && unclear)
                cache.Doubt(name);
            else if (action is RoleAction.Create || (action is RoleAction.Delete && unclear) || !cache.IsSettling(name))
                cache.Forget(name);

            // Otherwise a read would tell less than what is known: every other action may be carried out twice.
            throw;
        }
    }

    private async Task<ObservedRole> CreateAsync(RoleDefinition role, CancellationToken cancellationToken)
    {
        var request = new CreateRoleRequest
        {
            RoleName = role.Name,
            Path = role.Path,
            AssumeRolePolicyDocument = role.Trust!.Text,
            Description = role.Description.Length > 0 ? role.Description : null,
            MaxSessionDuration = role.MaxSessionDurationSeconds,
            PermissionsBoundary = role.PermissionsBoundary,
            Tags = AwsTags.From(role.Tags),
        };
        var answer = await calls.RunAsync("CreateRole", token => iam.CreateRoleAsync(request, token), cancellationToken);

        if (answer.Role is not { RoleId.Length: > 0 } made)
            throw AwsException.Unexpected("CreateRole", $"IAM's answer does not tell which role it made of the name {role.Name}.");

        // The answer to CreateRole is a read-back. Policies hang on no new role.
        var created = role with
        {
            ManagedPolicies = role.ManagedPolicies.Clear(),
            InlinePolicies = role.InlinePolicies.Clear(),
        };
        return new ObservedRole(created, made.Arn ?? "", made.RoleId, AwsTime.From(made.CreateDate));
    }

    private async Task<ObservedRole?> ChangeAsync(string name, RoleAction action, CancellationToken cancellationToken)
    {
        var before = Known(name);
        await SendAsync(name, action, cancellationToken);
        return RoleActions.After(before, action);
    }

    private Task SendAsync(string name, RoleAction action, CancellationToken cancellationToken)
    {
        Task Write<T>(string operation, Func<CancellationToken, Task<T>> call) =>
            calls.RunAsync(operation, call, cancellationToken, settling: cache.IsSettling(name));
        Task Remove<T>(string operation, Func<CancellationToken, Task<T>> call) => RemoveAsync(operation, call, cancellationToken);

        return action switch
        {
            RoleAction.UpdateTrust update => Write("UpdateAssumeRolePolicy", token => iam.UpdateAssumeRolePolicyAsync(
                new UpdateAssumeRolePolicyRequest { RoleName = name, PolicyDocument = update.Document.Text }, token)),
            RoleAction.UpdateSettings update => Write("UpdateRole", token => iam.UpdateRoleAsync(
                new UpdateRoleRequest { RoleName = name, Description = update.Description, MaxSessionDuration = update.MaxSessionDurationSeconds }, token)),
            RoleAction.PutBoundary put => Write("PutRolePermissionsBoundary", token => iam.PutRolePermissionsBoundaryAsync(
                new PutRolePermissionsBoundaryRequest { RoleName = name, PermissionsBoundary = put.PolicyArn }, token)),
            RoleAction.DeleteBoundary => Remove("DeleteRolePermissionsBoundary", token => iam.DeleteRolePermissionsBoundaryAsync(
                new DeleteRolePermissionsBoundaryRequest { RoleName = name }, token)),
            RoleAction.PutTags put => Write("TagRole", token => iam.TagRoleAsync(
                new TagRoleRequest { RoleName = name, Tags = AwsTags.From(put.Tags) }, token)),
            RoleAction.DeleteTags delete => Write("UntagRole", token => iam.UntagRoleAsync(
                new UntagRoleRequest { RoleName = name, TagKeys = [.. delete.Keys] }, token)),
            RoleAction.Attach attach => Write("AttachRolePolicy", token => iam.AttachRolePolicyAsync(
                new AttachRolePolicyRequest { RoleName = name, PolicyArn = attach.PolicyArn }, token)),
            RoleAction.Detach detach => Remove("DetachRolePolicy", token => iam.DetachRolePolicyAsync(
                new DetachRolePolicyRequest { RoleName = name, PolicyArn = detach.PolicyArn }, token)),
            RoleAction.PutInline put => Write("PutRolePolicy", token => iam.PutRolePolicyAsync(
                new PutRolePolicyRequest { RoleName = name, PolicyName = put.PolicyName, PolicyDocument = put.Document.Text }, token)),
            RoleAction.DeleteInline delete => Remove("DeleteRolePolicy", token => iam.DeleteRolePolicyAsync(
                new DeleteRolePolicyRequest { RoleName = name, PolicyName = delete.PolicyName }, token)),
            RoleAction.LeaveInstanceProfiles => LeaveInstanceProfilesAsync(name, cancellationToken),
            RoleAction.Delete delete => RemoveAsync(
                "DeleteRole", token => iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = name }, token), cancellationToken, delete.IsTry),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Every action is a call to IAM."),
        };
    }

    /// <summary>What is gone already needs no removal.</summary>
    private async Task RemoveAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, bool refusable = false)
    {
        try
        {
            await calls.RunAsync(operation, call, cancellationToken, refusable: refusable);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
        {
            // Done by somebody else, or by an earlier try whose answer was lost.
        }
    }

    private async Task LeaveInstanceProfilesAsync(string name, CancellationToken cancellationToken)
    {
        string? marker = null;
        do
        {
            var request = new ListInstanceProfilesForRoleRequest { RoleName = name, Marker = marker };
            ListInstanceProfilesForRoleResponse page;
            try
            {
                page = await calls.RunAsync(
                    "ListInstanceProfilesForRole", token => iam.ListInstanceProfilesForRoleAsync(request, token), cancellationToken);
            }
            catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
            {
                // Gone, or not shown yet: IAM deletes no role that is in a profile.
                return;
            }

            foreach (var profile in page.InstanceProfiles ?? [])
            {
                await RemoveAsync("RemoveRoleFromInstanceProfile", token => iam.RemoveRoleFromInstanceProfileAsync(
                    new RemoveRoleFromInstanceProfileRequest { RoleName = name, InstanceProfileName = profile.InstanceProfileName }, token), cancellationToken);
            }

            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
    }
}
