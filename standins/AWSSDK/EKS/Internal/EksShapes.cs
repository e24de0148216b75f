using System.Text.Json;
using Amazon.EKS.Model;
using Amazon.Internal;

namespace Amazon.EKS.Internal;

/// <summary>Reads EKS's shapes, each from the object that holds its members.</summary>
internal static class EksShapes
{
    public static Cluster Cluster(JsonElement x) => new()
    {
        Arn = x.Text("arn"),
        CertificateAuthority = x.Shape("certificateAuthority", Certificate),
        ClientRequestToken = x.Text("clientRequestToken"),
        CreatedAt = x.Time("createdAt"),
        DeletionProtection = x.Bool("deletionProtection"),
        Endpoint = x.Text("endpoint"),
        Id = x.Text("id"),
        Identity = x.Shape("identity", Identity),
        Name = x.Text("name"),
        PlatformVersion = x.Text("platformVersion"),
        ResourcesVpcConfig = x.Shape("resourcesVpcConfig", VpcConfigResponse),
        RoleArn = x.Text("roleArn"),
        Status = x.Text("status") is { } status ? ClusterStatus.FindValue(status) : null,
        Tags = x.Map("tags"),
        Version = x.Text("version"),
    };

    public static Certificate Certificate(JsonElement x) => new()
    {
        Data = x.Text("data"),
    };

    public static Identity Identity(JsonElement x) => new()
    {
        Oidc = x.Shape("oidc", OIDC),
    };

    public static OIDC OIDC(JsonElement x) => new()
    {
        Issuer = x.Text("issuer"),
    };

    public static VpcConfigResponse VpcConfigResponse(JsonElement x) => new()
    {
        ClusterSecurityGroupId = x.Text("clusterSecurityGroupId"),
        EndpointPrivateAccess = x.Bool("endpointPrivateAccess"),
        EndpointPublicAccess = x.Bool("endpointPublicAccess"),
        PublicAccessCidrs = x.Texts("publicAccessCidrs"),
        SecurityGroupIds = x.Texts("securityGroupIds"),
        SubnetIds = x.Texts("subnetIds"),
        VpcId = x.Text("vpcId"),
    };

    public static Addon Addon(JsonElement x) => new()
    {
        AddonArn = x.Text("addonArn"),
        AddonName = x.Text("addonName"),
        AddonVersion = x.Text("addonVersion"),
        ClusterName = x.Text("clusterName"),
        ConfigurationValues = x.Text("configurationValues"),
        CreatedAt = x.Time("createdAt"),
        ModifiedAt = x.Time("modifiedAt"),
        Owner = x.Text("owner"),
        PodIdentityAssociations = x.Texts("podIdentityAssociations"),
        Publisher = x.Text("publisher"),
        ServiceAccountRoleArn = x.Text("serviceAccountRoleArn"),
        Status = x.Text("status") is { } status ? AddonStatus.FindValue(status) : null,
        Tags = x.Map("tags"),
    };

    public static PodIdentityAssociationSummary PodIdentityAssociationSummary(JsonElement x) => new()
    {
        AssociationArn = x.Text("associationArn"),
        AssociationId = x.Text("associationId"),
        ClusterName = x.Text("clusterName"),
        Namespace = x.Text("namespace"),
        OwnerArn = x.Text("ownerArn"),
        ServiceAccount = x.Text("serviceAccount"),
    };
}
