using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace IrsaOperator.Aws;

/// <summary>AssumeRoleWithWebIdentity, which is not signed: the token alone speaks for the caller.</summary>
/// <param name="sts">A client with anonymous credentials.</param>
/// <param name="calls">The way out to AWS.</param>
internal sealed class StsWebIdentities(IAmazonSecurityTokenService sts, AwsCalls calls) : IWebIdentities, IDisposable
{
    private const string SessionName = "irsa-operator-verify";
    private const int Seconds = 900;

    public async Task TryAsync(string roleArn, string token, CancellationToken cancellationToken)
    {
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = roleArn,
            RoleSessionName = SessionName,
            WebIdentityToken = token,
            DurationSeconds = Seconds,
        };
        var answer = await calls.RunAsync("AssumeRoleWithWebIdentity", attempt => sts.AssumeRoleWithWebIdentityAsync(request, attempt), cancellationToken);
        if (answer.Credentials?.SessionToken is null)
            throw AwsException.Unexpected("AssumeRoleWithWebIdentity", "STS's answer has no credentials.");
    }

    public void Dispose() => sts.Dispose();
}
