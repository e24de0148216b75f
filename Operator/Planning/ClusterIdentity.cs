namespace IrsaOperator.Planning;

/// <summary>Who the cluster is in AWS's eyes.</summary>
/// <param name="Partition">aws, aws-cn, aws-us-gov, …</param>
/// <param name="Account">The account's twelve digits.</param>
/// <param name="Issuer">The URL that ServiceAccount tokens carry as iss.</param>
internal sealed record ClusterIdentity(string Partition, string Account, string Issuer)
{
    /// <summary>The issuer as IAM names it, in ARNs and condition keys: without its scheme.</summary>
    public string IssuerHostPath => OidcIssuer.HostPath(Issuer);

    public string ProviderArn => $"arn:{Partition}:iam::{Account}:oidc-provider/{IssuerHostPath}";

    public string RoleArn(string path, string name) => $"arn:{Partition}:iam::{Account}:role{path}{name}";

    public string AwsManagedPolicyArn(string name) => $"arn:{Partition}:iam::aws:policy/{name}";
}
