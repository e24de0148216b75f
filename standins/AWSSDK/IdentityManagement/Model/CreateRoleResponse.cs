using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>CreateRole</c>.</summary>
public sealed class CreateRoleResponse : AmazonWebServiceResponse
{
    public Role? Role { get; set; }
}
