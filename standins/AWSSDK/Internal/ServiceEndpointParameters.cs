using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.Internal;

/// <summary>The four parameters on which an IAM or EKS endpoint depends, under the names the SDK's rules give them.</summary>
internal sealed class ServiceEndpointParameters : EndpointParameters
{
    public string? Region
    {
        get => this[nameof(Region)] as string;
        private init => this[nameof(Region)] = value;
    }

    public bool UseDualStack
    {
        get => this[nameof(UseDualStack)] is true;
        private init => this[nameof(UseDualStack)] = value;
    }

    public bool UseFips
    {
        get => this["UseFIPS"] is true;
        private init => this["UseFIPS"] = value;
    }

    public string? Endpoint
    {
        get => this[nameof(Endpoint)] as string;
        private init => this[nameof(Endpoint)] = value;
    }

    public static ServiceEndpointParameters From(IClientConfig config, RegionEndpoint? alternate) => new()
    {
        // The region first: with an endpoint from the environment, reading ServiceURL before it would lose one of the two.
        Region = alternate?.SystemName ?? config.RegionEndpoint?.SystemName,
        UseDualStack = config.UseDualstackEndpoint,
        UseFips = config.UseFIPSEndpoint,
        Endpoint = config.ServiceURL,
    };
}
