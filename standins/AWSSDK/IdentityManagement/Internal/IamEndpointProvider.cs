using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Amazon.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.IdentityManagement.Internal;

/// <summary>
/// IAM has one endpoint per partition, and its requests are signed for the region of that endpoint, wherever the client is.
/// </summary>
internal sealed class IamEndpointProvider : ServiceEndpointProvider
{
    public static readonly IamEndpointProvider Instance = new();

    /// <summary>
    /// The hosts, with their signing regions, that do not follow from the partition, by partition, FIPS and dual stack.
    /// (China's global region is cn-northwest-1, yet its IAM is in cn-north-1.)
    /// </summary>
    private static FrozenDictionary<(string Partition, bool Fips, bool DualStack), (string Host, string SigningRegion)> Hosts { get; } =
        new Dictionary<(string, bool, bool), (string, string)>
        {
            [("aws", false, true)] = ("iam.global.api.aws", "us-east-1"),
            [("aws", true, true)] = ("iam-fips.global.api.aws", "us-east-1"),
            [("aws-cn", false, false)] = ("iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            [("aws-cn", false, true)] = ("iam.global.api.amazonwebservices.com.cn", "cn-north-1"),
            [("aws-us-gov", false, false)] = ("iam.us-gov.amazonaws.com", "us-gov-west-1"),
            [("aws-us-gov", true, false)] = ("iam.us-gov.amazonaws.com", "us-gov-west-1"),
            [("aws-us-gov", false, true)] = ("iam.us-gov.api.aws", "us-gov-west-1"),
            [("aws-us-gov", true, true)] = ("iam.us-gov.api.aws", "us-gov-west-1"),
            [("aws-iso", false, false)] = ("iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
            [("aws-iso", true, false)] = ("iam-fips.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
            [("aws-iso-b", false, false)] = ("iam.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"),
            [("aws-iso-b", true, false)] = ("iam-fips.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"),
            [("aws-iso-e", false, false)] = ("iam.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1"),
            [("aws-iso-f", false, false)] = ("iam.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1"),
            [("aws-eusc", false, false)] = ("iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"),
        }.ToFrozenDictionary();

    protected override Endpoint ForPartition(Partition partition, string region, bool fips, bool dualStack)
    {
        if (!Hosts.TryGetValue((partition.name, fips, dualStack), out var endpoint))
            endpoint = ($"{(fips ? "iam-fips" : "iam")}.{Suffix(partition, fips, dualStack)}", partition.implicitGlobalRegion);
        var scheme = new JsonObject { ["name"] = "sigv4", ["signingRegion"] = endpoint.SigningRegion };
        return new Endpoint($"https://{endpoint.Host}", new JsonObject { ["authSchemes"] = new JsonArray(scheme) }.ToJsonString(), "{}");
    }
}
