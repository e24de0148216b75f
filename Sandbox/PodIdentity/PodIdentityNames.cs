namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>The webhook's contract with ServiceAccounts and pods.</summary>
internal static class PodIdentityNames
{
    internal const string RoleArn = "eks.amazonaws.com/role-arn";
    internal const string Audience = "eks.amazonaws.com/audience";
    internal const string StsRegionalEndpoints = "eks.amazonaws.com/sts-regional-endpoints";
    internal const string TokenExpiration = "eks.amazonaws.com/token-expiration";
    internal const string SkipContainers = "eks.amazonaws.com/skip-containers";
    internal const string SkipLabel = "eks.amazonaws.com/skip-pod-identity-webhook";

    internal const string Volume = "aws-iam-token";
    internal const string MountPath = "/var/run/secrets/eks.amazonaws.com/serviceaccount";
    internal const string TokenFile = "token";

    internal const string Configuration = "pod-identity-webhook";
    internal const string Webhook = "iam-for-pods.amazonaws.com";
    internal const string Path = "/mutate";
}
