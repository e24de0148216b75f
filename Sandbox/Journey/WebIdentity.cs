using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>What an AWS SDK in a pod does with the projected token.</summary>
internal static class WebIdentity
{
    public const string SessionName = "journey";

    /// <summary>Exchanges a token from the TokenRequest API for the role's credentials.</summary>
    public static async Task<Credentials> ExchangeAsync(
        LocalEks eks, TokenSource source, string roleArn, CancellationToken cancellationToken)
    {
        var token = await eks.Plane.CreateTokenAsync(
            source.ServiceAccount.Namespace, source.ServiceAccount.Name, source.Audience, source.ExpirationSeconds, cancellationToken);
        using var sts = eks.Aws.Sts(new AnonymousAWSCredentials());
        var answer = await sts.AssumeRoleWithWebIdentityAsync(
            new AssumeRoleWithWebIdentityRequest { RoleArn = roleArn, RoleSessionName = SessionName, WebIdentityToken = token }, cancellationToken);
        return answer.Credentials;
    }

    /// <summary>Expects the exchange to be refused with exactly this error.</summary>
    public static async Task<string> RefusalAsync(
        LocalEks eks, TokenSource source, string roleArn, string errorCode, CancellationToken cancellationToken)
    {
        try
        {
            await ExchangeAsync(eks, source, roleArn, cancellationToken);
        }
        catch (AmazonSecurityTokenServiceException refusal) when (refusal.ErrorCode == errorCode)
        {
            return $"{refusal.ErrorCode}: {refusal.Message}";
        }
        catch (AmazonSecurityTokenServiceException other)
        {
            throw new StepFailedException($"The exchange was to be refused with {errorCode}, and was with {other.ErrorCode}: {other.Message}");
        }

        throw new StepFailedException($"A token of {source.ServiceAccount} for {source.Audience} was accepted for {roleArn}.");
    }
}
