using Amazon.Internal;

namespace Amazon.IdentityManagement.Internal;

internal static class IamService
{
    public static readonly QueryService Query = new("Amazon.IdentityManagement", "2010-05-08", IamErrors.Table);
}
