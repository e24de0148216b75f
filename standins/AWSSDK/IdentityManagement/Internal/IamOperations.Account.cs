using System.Globalization;
using Amazon.IdentityManagement.Model;
using Amazon.Internal;

namespace Amazon.IdentityManagement.Internal;

internal static partial class IamOperations
{
    public static readonly QueryOperation<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse>
        GetAccountAuthorizationDetails = new(
        IamService.Query,
        "GetAccountAuthorizationDetails",
        static (p, r) =>
        {
            p.Add("Filter", r.Filter);
            p.Add("Marker", r.Marker);
            p.Add("MaxItems", r.MaxItems);
        },
        static x => new()
        {
            GroupDetailList = x.List("GroupDetailList", IamShapes.GroupDetail),
            IsTruncated = x.Bool("IsTruncated"),
            Marker = x.Text("Marker"),
            Policies = x.List("Policies", IamShapes.ManagedPolicyDetail),
            RoleDetailList = x.List("RoleDetailList", IamShapes.RoleDetail),
            UserDetailList = x.List("UserDetailList", IamShapes.UserDetail),
        },
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<GetAccountSummaryRequest, GetAccountSummaryResponse> GetAccountSummary = new(
        IamService.Query,
        "GetAccountSummary",
        static (_, _) => { },
        static x => new() { SummaryMap = x.Map("SummaryMap", static v => int.Parse(v, CultureInfo.InvariantCulture)) },
        IamErrors.ServiceFailure);
}
