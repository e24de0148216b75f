using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Internal;

/// <summary>
/// The part of the endpoint rules that all services share: a custom endpoint wins, everything else follows the
/// partition.
/// </summary>
internal abstract class ServiceEndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var wanted = (ServiceEndpointParameters)parameters;
        if (!string.IsNullOrEmpty(wanted.Endpoint))
        {
            if (wanted.UseFips)
                throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported");
            if (wanted.UseDualStack)
                throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported");
            return new Endpoint(wanted.Endpoint);
        }

        if (string.IsNullOrEmpty(wanted.Region))
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        return ForPartition(Fn.Partition(wanted.Region), wanted.Region, wanted.UseFips, wanted.UseDualStack);
    }

    protected abstract Endpoint ForPartition(Partition partition, string region, bool fips, bool dualStack);

    /// <summary>The suffix of the partition's host names, or an error where the partition lacks what was asked for.</summary>
    internal static string Suffix(Partition partition, bool fips, bool dualStack)
    {
        if (fips && dualStack && !(partition.supportsFIPS && partition.supportsDualStack))
            throw new AmazonClientException("FIPS and DualStack are enabled, but this partition does not support one or both");
        if (fips && !partition.supportsFIPS)
            throw new AmazonClientException("FIPS is enabled but this partition does not support FIPS");
        if (dualStack && !partition.supportsDualStack)
            throw new AmazonClientException("DualStack is enabled but this partition does not support DualStack");
        return dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
    }
}
