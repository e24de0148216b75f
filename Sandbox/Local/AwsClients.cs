using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SecurityToken;
using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Sandbox.Local;

/// <summary>The AWS SDK's clients for the emulator; the caller disposes them.</summary>
internal static class AwsClients
{
    /// <summary>IAM for the account's administrator.</summary>
    public static IAmazonIdentityManagementService AdminIam(this AwsEmulator aws) =>
        aws.Iam(new BasicAWSCredentials(aws.Options.AccessKeyId, aws.Options.SecretAccessKey));

    /// <summary>IAM for the bearer of credentials.</summary>
    public static IAmazonIdentityManagementService Iam(this AwsEmulator aws, AWSCredentials credentials) => new AmazonIdentityManagementServiceClient(
        credentials,
        new AmazonIdentityManagementServiceConfig
        {
            ServiceURL = aws.Endpoint.ToString(),
            AuthenticationRegion = aws.Options.IamRegion,
            MaxErrorRetry = 0,
        });

    /// <summary>STS for the bearer of credentials; anonymous ones do for the exchange of a web identity token.</summary>
    public static IAmazonSecurityTokenService Sts(this AwsEmulator aws, AWSCredentials credentials) => new AmazonSecurityTokenServiceClient(
        credentials,
        new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = aws.Endpoint.ToString(),
            AuthenticationRegion = aws.Options.Region,
            MaxErrorRetry = 0,
        });
}
