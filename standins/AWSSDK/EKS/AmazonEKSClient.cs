using Amazon.EKS.Model;
using Amazon.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.EKS;

/// <summary>
/// The client of <see cref="IAmazonEKS"/>: requests and answers are its own, while credentials, region, signing, endpoint
/// overrides, retries and transport are AWSSDK.Core's. Credentials are resolved when the first request is sent.
/// </summary>
public partial class AmazonEKSClient : AmazonServiceClient, IAmazonEKS
{
    private static ServiceMetadata Metadata { get; } = new("EKS");

    private readonly Lazy<IEKSPaginatorFactory> _paginators;

    public AmazonEKSClient()
        : this(new AmazonEKSConfig())
    {
    }

    public AmazonEKSClient(RegionEndpoint? region)
        : this(new AmazonEKSConfig { RegionEndpoint = region })
    {
    }

    public AmazonEKSClient(AmazonEKSConfig config)
        : base(config) => _paginators = new(() => new EKSPaginatorFactory(this));

    public AmazonEKSClient(AWSCredentials? credentials)
        : this(credentials, new AmazonEKSConfig())
    {
    }

    public AmazonEKSClient(AWSCredentials? credentials, RegionEndpoint? region)
        : this(credentials, new AmazonEKSConfig { RegionEndpoint = region })
    {
    }

    public AmazonEKSClient(AWSCredentials? credentials, AmazonEKSConfig clientConfig)
        : base(credentials, clientConfig) => _paginators = new(() => new EKSPaginatorFactory(this));

    public AmazonEKSClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonEKSConfig())
    {
    }

    public AmazonEKSClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint? region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonEKSConfig { RegionEndpoint = region })
    {
    }

    public AmazonEKSClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonEKSConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) => _paginators = new(() => new EKSPaginatorFactory(this));

    public AmazonEKSClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonEKSConfig())
    {
    }

    public AmazonEKSClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint? region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonEKSConfig { RegionEndpoint = region })
    {
    }

    public AmazonEKSClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonEKSConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) =>
        _paginators = new(() => new EKSPaginatorFactory(this));

    public IEKSPaginatorFactory Paginators => _paginators.Value;

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // Both are placed right after the marshaller, so the last one placed runs first: authentication, then the endpoint.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new ServiceAuthHandler());
    }
}
