using Amazon.EKS.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.EKS;

/// <summary>Amazon Elastic Kubernetes Service.</summary>
public interface IAmazonEKS : IAmazonService, IDisposable
{
    /// <summary>Enumerates operations that answer in pages.</summary>
    IEKSPaginatorFactory Paginators { get; }

    /// <summary>Reads a cluster.</summary>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ClientException"/>
    /// <exception cref="ServerException"/>
    /// <exception cref="ServiceUnavailableException"/>
    Task<DescribeClusterResponse> DescribeClusterAsync(
        DescribeClusterRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the names of the region's clusters.</summary>
    /// <exception cref="InvalidParameterException"/>
    /// <exception cref="ClientException"/>
    /// <exception cref="ServerException"/>
    /// <exception cref="ServiceUnavailableException"/>
    Task<ListClustersResponse> ListClustersAsync(ListClustersRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the EKS Pod Identity associations of a cluster.</summary>
    /// <exception cref="ServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="InvalidRequestException"/>
    /// <exception cref="InvalidParameterException"/>
    Task<ListPodIdentityAssociationsResponse> ListPodIdentityAssociationsAsync(
        ListPodIdentityAssociationsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads an add-on of a cluster.</summary>
    /// <exception cref="InvalidParameterException"/>
    /// <exception cref="InvalidRequestException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ClientException"/>
    /// <exception cref="ServerException"/>
    Task<DescribeAddonResponse> DescribeAddonAsync(DescribeAddonRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells the endpoint that a request would go to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonEKSConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        clientConfig is AmazonEKSConfig config
            ? new AmazonEKSClient(awsCredentials, config)
            : throw new AmazonClientException($"{nameof(clientConfig)} is not of type {nameof(AmazonEKSConfig)}.");
}
