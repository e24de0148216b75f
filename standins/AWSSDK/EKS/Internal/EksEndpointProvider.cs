using Amazon.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.EKS.Internal;

/// <summary>EKS is regional; only the names of its FIPS endpoints differ from one partition to the next.</summary>
internal sealed class EksEndpointProvider : ServiceEndpointProvider
{
    public static readonly EksEndpointProvider Instance = new();

    protected override Endpoint ForPartition(Partition partition, string region, bool fips, bool dualStack)
    {
        var suffix = Suffix(partition, fips, dualStack);
        var host = (fips, dualStack, partition.name) switch
        {
            (true, false, "aws") => "fips.eks",
            (true, false, "aws-us-gov") or (false, _, _) => "eks",
            _ => "eks-fips",
        };
        return new Endpoint($"https://{host}.{region}.{suffix}");
    }
}
