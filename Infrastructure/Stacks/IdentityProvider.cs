using Amazon.CDK;
using Amazon.CDK.AWS.EKS;
using Amazon.CDK.AWS.IAM;
using Constructs;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>IAM's trust in the tokens that the cluster issues.</summary>
internal sealed class IdentityProvider : Construct
{
    public const string Audience = "sts.amazonaws.com";

    public IdentityProvider(Construct scope, BaseClusterSettings settings, CfnCluster cluster)
        : base(scope, "IdentityProvider")
    {
        // Without thumbprints: IAM trusts EKS's issuers by its own list of authorities.
        var provider = new CfnOIDCProvider(this, "Provider", new CfnOIDCProviderProps
        {
            Url = cluster.AttrOpenIdConnectIssuerUrl,
            ClientIdList = [Audience],
            Tags = [new CfnTag { Key = "Name", Value = settings.ClusterName }, new CfnTag { Key = "eks-cluster", Value = settings.ClusterName }],
        });
        Arn = provider.Ref;

        // The value is known at deployment only: it is taken apart by the template, not here.
        Issuer = Fn.Select(1, Fn.Split("//", cluster.AttrOpenIdConnectIssuerUrl));
    }

    public string Arn { get; }

    /// <summary>The issuer without its scheme, as it begins the condition keys of trust policies.</summary>
    public string Issuer { get; }
}
