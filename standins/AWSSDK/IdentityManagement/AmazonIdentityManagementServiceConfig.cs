using Amazon.IdentityManagement.Internal;
using Amazon.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.IdentityManagement;

/// <summary>How to reach IAM. Its endpoint can be overridden with <c>AWS_ENDPOINT_URL_IAM</c> and <c>AWS_ENDPOINT_URL</c>.</summary>
public class AmazonIdentityManagementServiceConfig : ClientConfig
{
    private static string UserAgentString { get; } = InternalSDKUtils.BuildUserAgentString("IAM", "4.0");

    public AmazonIdentityManagementServiceConfig()
        : base(DefaultConfigurations.Provider)
    {
        // Core derives the name of AWS_ENDPOINT_URL_IAM from the instance's service id.
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "iam";
        EndpointProvider = IamEndpointProvider.Instance;
    }

    public static new string ServiceId => "IAM";

    public override string RegionEndpointServiceName => "iam";

    public override string ServiceVersion => "2010-05-08";

    public override string UserAgent => UserAgentString;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointParameters.From(this, parameters.AlternateEndpoint));
}
