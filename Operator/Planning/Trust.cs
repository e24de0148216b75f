using System.Text.Json.Nodes;

namespace IrsaOperator.Planning;

/// <summary>The one identity that a role of ours trusts.</summary>
/// <param name="ProviderArn">The cluster's IAM OIDC provider.</param>
/// <param name="IssuerHostPath">The issuer without scheme, the prefix of the condition keys.</param>
/// <param name="Subject">The token's sub.</param>
/// <param name="Audience">The token's aud.</param>
internal sealed record Trust(string ProviderArn, string IssuerHostPath, string Subject, string Audience)
{
    public static Trust For(ClusterIdentity identity, string @namespace, string serviceAccount, string audience) =>
        new(identity.ProviderArn, identity.IssuerHostPath, $"system:serviceaccount:{@namespace}:{serviceAccount}", audience);

    /// <summary>
    /// The trust policy: one statement, one provider, and StringEquals on both sub and aud. Without sub every
    /// ServiceAccount of the cluster could assume the role, without aud every token of this one.
    /// </summary>
    public PolicyDocument Document()
    {
        var document = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["Federated"] = ProviderArn },
                ["Action"] = "sts:AssumeRoleWithWebIdentity",
                ["Condition"] = new JsonObject
                {
                    ["StringEquals"] = new JsonObject
                    {
                        [$"{IssuerHostPath}:sub"] = Subject,
                        [$"{IssuerHostPath}:aud"] = Audience,
                    },
                },
            }),
        };
        return PolicyDocument.From(document);
    }
}
