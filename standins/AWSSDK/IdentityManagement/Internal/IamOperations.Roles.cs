using Amazon.IdentityManagement.Model;
using Amazon.Internal;

namespace Amazon.IdentityManagement.Internal;

internal static partial class IamOperations
{
    public static readonly QueryOperation<CreateRoleRequest, CreateRoleResponse> CreateRole = new(
        IamService.Query,
        "CreateRole",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("AssumeRolePolicyDocument", r.AssumeRolePolicyDocument);
            p.Add("Description", r.Description);
            p.Add("MaxSessionDuration", r.MaxSessionDuration);
            p.Add("Path", r.Path);
            p.Add("PermissionsBoundary", r.PermissionsBoundary);
            p.Add("Tags", r.Tags, IamShapes.WriteTag);
        },
        static x => new() { Role = x.Shape("Role", IamShapes.Role) },
        IamErrors.LimitExceeded, IamErrors.InvalidInput, IamErrors.EntityAlreadyExists, IamErrors.MalformedPolicyDocument,
        IamErrors.ConcurrentModification, IamErrors.ServiceFailure);

    public static readonly QueryOperation<GetRoleRequest, GetRoleResponse> GetRole = new(
        IamService.Query,
        "GetRole",
        static (p, r) => p.Add("RoleName", r.RoleName),
        static x => new() { Role = x.Shape("Role", IamShapes.Role) },
        IamErrors.NoSuchEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<UpdateRoleRequest, UpdateRoleResponse> UpdateRole = new(
        IamService.Query,
        "UpdateRole",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("Description", r.Description);
            p.Add("MaxSessionDuration", r.MaxSessionDuration);
        },
        static _ => new(),
        IamErrors.UnmodifiableEntity, IamErrors.NoSuchEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<DeleteRoleRequest, DeleteRoleResponse> DeleteRole = new(
        IamService.Query,
        "DeleteRole",
        static (p, r) => p.Add("RoleName", r.RoleName),
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.DeleteConflict, IamErrors.LimitExceeded, IamErrors.UnmodifiableEntity,
        IamErrors.ConcurrentModification, IamErrors.ServiceFailure);

    public static readonly QueryOperation<UpdateAssumeRolePolicyRequest, UpdateAssumeRolePolicyResponse> UpdateAssumeRolePolicy = new(
        IamService.Query,
        "UpdateAssumeRolePolicy",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("PolicyDocument", r.PolicyDocument);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.MalformedPolicyDocument, IamErrors.LimitExceeded, IamErrors.UnmodifiableEntity,
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<ListRolesRequest, ListRolesResponse> ListRoles = new(
        IamService.Query,
        "ListRoles",
        static (p, r) =>
        {
            p.Add("Marker", r.Marker);
            p.Add("MaxItems", r.MaxItems);
            p.Add("PathPrefix", r.PathPrefix);
        },
        static x => new()
        {
            IsTruncated = x.Bool("IsTruncated"),
            Marker = x.Text("Marker"),
            Roles = x.List("Roles", IamShapes.Role),
        },
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<TagRoleRequest, TagRoleResponse> TagRole = new(
        IamService.Query,
        "TagRole",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("Tags", r.Tags, IamShapes.WriteTag);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.LimitExceeded, IamErrors.InvalidInput, IamErrors.ConcurrentModification,
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<UntagRoleRequest, UntagRoleResponse> UntagRole = new(
        IamService.Query,
        "UntagRole",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("TagKeys", r.TagKeys);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.ConcurrentModification, IamErrors.ServiceFailure);

    public static readonly QueryOperation<ListRoleTagsRequest, ListRoleTagsResponse> ListRoleTags = new(
        IamService.Query,
        "ListRoleTags",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("Marker", r.Marker);
            p.Add("MaxItems", r.MaxItems);
        },
        static x => new()
        {
            IsTruncated = x.Bool("IsTruncated"),
            Marker = x.Text("Marker"),
            Tags = x.List("Tags", IamShapes.Tag),
        },
        IamErrors.NoSuchEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<PutRolePermissionsBoundaryRequest, PutRolePermissionsBoundaryResponse>
        PutRolePermissionsBoundary = new(
        IamService.Query,
        "PutRolePermissionsBoundary",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("PermissionsBoundary", r.PermissionsBoundary);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.InvalidInput, IamErrors.UnmodifiableEntity, IamErrors.PolicyNotAttachable,
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<DeleteRolePermissionsBoundaryRequest, DeleteRolePermissionsBoundaryResponse>
        DeleteRolePermissionsBoundary = new(
        IamService.Query,
        "DeleteRolePermissionsBoundary",
        static (p, r) => p.Add("RoleName", r.RoleName),
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.UnmodifiableEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse>
        ListInstanceProfilesForRole = new(
        IamService.Query,
        "ListInstanceProfilesForRole",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("Marker", r.Marker);
            p.Add("MaxItems", r.MaxItems);
        },
        static x => new()
        {
            InstanceProfiles = x.List("InstanceProfiles", IamShapes.InstanceProfile),
            IsTruncated = x.Bool("IsTruncated"),
            Marker = x.Text("Marker"),
        },
        IamErrors.NoSuchEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<RemoveRoleFromInstanceProfileRequest, RemoveRoleFromInstanceProfileResponse>
        RemoveRoleFromInstanceProfile = new(
        IamService.Query,
        "RemoveRoleFromInstanceProfile",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("InstanceProfileName", r.InstanceProfileName);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.LimitExceeded, IamErrors.UnmodifiableEntity, IamErrors.ServiceFailure);
}
