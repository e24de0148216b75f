using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>GetRole</c>.</summary>
public sealed class GetRoleResponse : AmazonWebServiceResponse
{
    public Role? Role { get; set; }
}
