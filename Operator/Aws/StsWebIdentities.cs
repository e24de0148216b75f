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

    public Task TryAsync(string roleArn, string token, CancellationToken cancellationToken)
    {
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = roleArn,
            RoleSessionName = SessionName,
            WebIdentityToken = token,
            DurationSeconds = Seconds,
        };
        return calls.RunAsync("AssumeRoleWithWebIdentity", async attempt =>
        {
            await sts.AssumeRoleWithWebIdentityAsync(request, attempt);
            return true;
        }, cancellationToken);
    }

    public void Dispose() => sts.Dispose();
}
