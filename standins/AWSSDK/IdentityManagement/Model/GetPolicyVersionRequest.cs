namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>GetPolicyVersion</c>.</summary>
public sealed class GetPolicyVersionRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyArn { get; set; }

    public string? VersionId { get; set; }
}
