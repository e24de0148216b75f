using System.Collections.Frozen;
using System.Text.Json;
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

    /// <summary>The hosts that do not follow from the partition's suffix, by partition, FIPS and dual stack.</summary>
    private static readonly FrozenDictionary<(string Partition, bool Fips, bool DualStack), string> Hosts =
        new Dictionary<(string, bool, bool), string>
        {
            [("aws", false, true)] = "iam.global.api.aws",
            [("aws", true, true)] = "iam-fips.global.api.aws",
            [("aws-cn", false, false)] = "iam.cn-north-1.amazonaws.com.cn",
            [("aws-cn", false, true)] = "iam.global.api.amazonwebservices.com.cn",
            [("aws-us-gov", false, false)] = "iam.us-gov.amazonaws.com",
            [("aws-us-gov", true, false)] = "iam.us-gov.amazonaws.com",
            [("aws-us-gov", false, true)] = "iam.us-gov.api.aws",
            [("aws-us-gov", true, true)] = "iam.us-gov.api.aws",
            [("aws-iso", false, false)] = "iam.us-iso-east-1.c2s.ic.gov",
            [("aws-iso", true, false)] = "iam-fips.us-iso-east-1.c2s.ic.gov",
            [("aws-iso-b", false, false)] = "iam.us-isob-east-1.sc2s.sgov.gov",
            [("aws-iso-b", true, false)] = "iam-fips.us-isob-east-1.sc2s.sgov.gov",
            [("aws-iso-e", false, false)] = "iam.eu-isoe-west-1.cloud.adc-e.uk",
            [("aws-iso-f", false, false)] = "iam.us-isof-south-1.csp.hci.ic.gov",
            [("aws-eusc", false, false)] = "iam.eusc-de-east-1.amazonaws.eu",
        }.ToFrozenDictionary();

    protected override Endpoint ForPartition(Partition partition, string region, bool fips, bool dualStack)
    {
        if (!Hosts.TryGetValue((partition.name, fips, dualStack), out var host))
            host = $"{(fips ? "iam-fips" : "iam")}.{Suffix(partition, fips, dualStack)}";
        var scheme = new { name = "sigv4", signingRegion = partition.implicitGlobalRegion };
        return new Endpoint($"https://{host}", JsonSerializer.Serialize(new { authSchemes = new[] { scheme } }), "{}");
    }
}
