using Amazon.IdentityManagement.Model;
using Amazon.Internal;

namespace Amazon.IdentityManagement.Internal;

internal static partial class IamOperations
{
    public static readonly QueryOperation<GetPolicyRequest, GetPolicyResponse> GetPolicy = new(
        IamService.Query,
        "GetPolicy",
        static (p, r) => p.Add("PolicyArn", r.PolicyArn),
        static x => new() { Policy = x.Shape("Policy", IamShapes.ManagedPolicy) },
        IamErrors.InvalidInput, IamErrors.NoSuchEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<GetPolicyVersionRequest, GetPolicyVersionResponse> GetPolicyVersion = new(
        IamService.Query,
        "GetPolicyVersion",
        static (p, r) =>
        {
            p.Add("PolicyArn", r.PolicyArn);
            p.Add("VersionId", r.VersionId);
        },
        static x => new() { PolicyVersion = x.Shape("PolicyVersion", IamShapes.PolicyVersion) },
        IamErrors.InvalidInput, IamErrors.NoSuchEntity, IamErrors.ServiceFailure);
}
