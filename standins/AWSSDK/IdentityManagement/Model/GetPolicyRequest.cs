namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>GetPolicy</c>.</summary>
public sealed class GetPolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyArn { get; set; }
}
