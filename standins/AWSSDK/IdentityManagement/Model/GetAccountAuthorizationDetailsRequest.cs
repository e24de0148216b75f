namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>GetAccountAuthorizationDetails</c>.</summary>
public sealed class GetAccountAuthorizationDetailsRequest : AmazonIdentityManagementServiceRequest
{
    public List<string>? Filter { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }
}
