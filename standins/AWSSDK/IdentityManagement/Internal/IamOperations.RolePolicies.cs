using Amazon.IdentityManagement.Model;
using Amazon.Internal;

namespace Amazon.IdentityManagement.Internal;

internal static partial class IamOperations
{
    public static readonly QueryOperation<AttachRolePolicyRequest, AttachRolePolicyResponse> AttachRolePolicy = new(
        IamService.Query,
        "AttachRolePolicy",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("PolicyArn", r.PolicyArn);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.LimitExceeded, IamErrors.InvalidInput, IamErrors.UnmodifiableEntity,
        IamErrors.PolicyNotAttachable, IamErrors.ServiceFailure);

    public static readonly QueryOperation<DetachRolePolicyRequest, DetachRolePolicyResponse> DetachRolePolicy = new(
        IamService.Query,
        "DetachRolePolicy",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("PolicyArn", r.PolicyArn);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.LimitExceeded, IamErrors.InvalidInput, IamErrors.UnmodifiableEntity,
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> ListAttachedRolePolicies = new(
        IamService.Query,
        "ListAttachedRolePolicies",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("Marker", r.Marker);
            p.Add("MaxItems", r.MaxItems);
            p.Add("PathPrefix", r.PathPrefix);
        },
        static x => new()
        {
            AttachedPolicies = x.List("AttachedPolicies", IamShapes.AttachedPolicyType),
            IsTruncated = x.Bool("IsTruncated"),
            Marker = x.Text("Marker"),
        },
        IamErrors.NoSuchEntity, IamErrors.InvalidInput, IamErrors.ServiceFailure);

    public static readonly QueryOperation<PutRolePolicyRequest, PutRolePolicyResponse> PutRolePolicy = new(
        IamService.Query,
        "PutRolePolicy",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("PolicyDocument", r.PolicyDocument);
            p.Add("PolicyName", r.PolicyName);
        },
        static _ => new(),
        IamErrors.LimitExceeded, IamErrors.MalformedPolicyDocument, IamErrors.NoSuchEntity, IamErrors.UnmodifiableEntity,
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<GetRolePolicyRequest, GetRolePolicyResponse> GetRolePolicy = new(
        IamService.Query,
        "GetRolePolicy",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("PolicyName", r.PolicyName);
        },
        static x => new()
        {
            PolicyDocument = x.Text("PolicyDocument"),
            PolicyName = x.Text("PolicyName"),
            RoleName = x.Text("RoleName"),
        },
        IamErrors.NoSuchEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<DeleteRolePolicyRequest, DeleteRolePolicyResponse> DeleteRolePolicy = new(
        IamService.Query,
        "DeleteRolePolicy",
        static (p, r) =>
        {
            p.Add("RoleName", r.RoleName);
            p.Add("PolicyName", r.PolicyName);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.LimitExceeded, IamErrors.UnmodifiableEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<ListRolePoliciesRequest, ListRolePoliciesResponse> ListRolePolicies = new(
        IamService.Query,
        "ListRolePolicies",
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
            PolicyNames = x.List("PolicyNames", static m => m.Value),
        },
        IamErrors.NoSuchEntity, IamErrors.ServiceFailure);
}
