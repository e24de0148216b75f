using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IrsaOperator.Sandbox.Aws.Sts;

/// <summary>Verifies a web identity token in STS's order: form, provider, signature, time, audience.</summary>
internal sealed class WebIdentityVerifier(AwsAccount account, AwsEmulatorOptions options)
{
    private const string NoKey = "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements";
    private readonly JsonWebTokenHandler _handler = new();

    public async Task<WebIdentity> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        var token = Read(text);
        var url = token.Issuer.StartsWith("https://", StringComparison.Ordinal) ? token.Issuer["https://".Length..] : token.Issuer;
        var provider = account.OidcProviders.FirstOrDefault(p => p.Url == url)
            ?? throw AwsErrors.InvalidIdentityToken($"No OpenIDConnect provider found in your account for {token.Issuer}");
        await CheckSignatureAsync(text, cancellationToken);
        CheckTime(token);
        var audiences = token.Audiences.ToList();
        if (!audiences.Exists(provider.ClientIds.Contains))
            throw AwsErrors.InvalidIdentityToken("Incorrect token audience");
        return new WebIdentity(provider.Arn, provider.Url, token.Subject, audiences);
    }

    private JsonWebToken Read(string text)
    {
        try
        {
            var token = _handler.ReadJsonWebToken(text);
            if (token.Issuer.Length > 0 && token.Subject.Length > 0)
                return token;
        }
        catch (ArgumentException)
        {
            // Answered below, as a token without an issuer or a subject is.
        }

        throw AwsErrors.InvalidIdentityToken("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
    }

    private async Task CheckSignatureAsync(string text, CancellationToken cancellationToken)
    {
        if (options.Jwks is null)
            throw AwsErrors.InvalidIdentityToken(NoKey);
        var keys = new JsonWebKeySet(await options.Jwks(cancellationToken)).GetSigningKeys();
        var result = await _handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid)
            throw AwsErrors.InvalidIdentityToken(NoKey);
    }

    private void CheckTime(JsonWebToken token)
    {
        var now = options.TimeProvider.GetUtcNow();
        if (!token.TryGetPayloadValue<long>("exp", out var seconds))
            throw AwsErrors.InvalidIdentityToken("Missing a required claim: exp");
        if (now.ToUnixTimeSeconds() >= seconds)
        {
            var at = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            throw new AwsErrorException("ExpiredTokenException", $"Token expired: current date/time {at} must be before the expiration date/time {seconds}", 400);
        }

        if (token.TryGetPayloadValue<long>("nbf", out var notBefore) && now.ToUnixTimeSeconds() < notBefore)
            throw AwsErrors.InvalidIdentityToken("The token is not yet valid.");
    }
}
