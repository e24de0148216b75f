using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>GetRolePolicy</c>.</summary>
public sealed class GetRolePolicyResponse : AmazonWebServiceResponse
{
    public string? PolicyDocument { get; set; }

    public string? PolicyName { get; set; }

    public string? RoleName { get; set; }
}
