using Amazon.EKS.Internal;
using Amazon.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.EKS;

/// <summary>How to reach EKS. Its endpoint can be overridden with <c>AWS_ENDPOINT_URL_EKS</c> and <c>AWS_ENDPOINT_URL</c>.</summary>
public class AmazonEKSConfig : ClientConfig
{
    private static string UserAgentString { get; } = InternalSDKUtils.BuildUserAgentString("EKS", "4.0");

    public AmazonEKSConfig()
        : base(DefaultConfigurations.Provider)
    {
        // Core derives the name of AWS_ENDPOINT_URL_EKS from the instance's service id.
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "eks";
        EndpointProvider = EksEndpointProvider.Instance;
    }

    public static new string ServiceId => "EKS";

    public override string RegionEndpointServiceName => "eks";

    public override string ServiceVersion => "2017-11-01";

    public override string UserAgent => UserAgentString;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointParameters.From(this, parameters.AlternateEndpoint));
}
