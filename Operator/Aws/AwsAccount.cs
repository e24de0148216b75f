using Amazon.EKS;
using Amazon.EKS.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace IrsaOperator.Aws;

/// <summary>Account and cluster, as STS and EKS tell them.</summary>
internal sealed class AwsAccount(IAmazonSecurityTokenService sts, IAmazonEKS eks, AwsCalls calls) : IAwsAccount
{
    public async Task<(string Partition, string Account)> GetCallerAsync(CancellationToken cancellationToken)
    {
        var caller = await calls.RunAsync(
            "GetCallerIdentity", token => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), token), cancellationToken);
        return caller.Arn?.Split(':') is ["arn", var partition, _, _, { Length: 12 } account, ..]
            ? (partition, account)
            : throw AwsException.Unexpected("GetCallerIdentity", "STS named no account for the operator's credentials.");
    }

    public async Task<string?> GetClusterIssuerAsync(string clusterName, CancellationToken cancellationToken)
    {
        try
        {
            var request = new DescribeClusterRequest { Name = clusterName };
            var answer = await calls.RunAsync("DescribeCluster", token => eks.DescribeClusterAsync(request, token), cancellationToken);
            return answer.Cluster is { } cluster
                ? cluster.Identity?.Oidc?.Issuer
                : throw AwsException.Unexpected("DescribeCluster", $"EKS's answer has no cluster {clusterName}.");
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
        {
            return null;
        }
    }
}
