using System.Net;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using k8s.Autorest;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// With --verify-token-exchange, the last step: what a pod will do is done once, with a real token. It is done again when
/// something of it changed, and once in an audit interval.
/// </summary>
internal sealed class TokenExchangeStep(
    IServiceAccountTokens tokens, IWebIdentities identities, IRoles roles, VerifiedExchanges verified, ReconcilerOptions options)
{
    public async Task VerifyAsync(Run run, string roleArn, CancellationToken cancellationToken)
    {
        if (!options.VerifyTokenExchange)
            return;
        run.Step = Step.Credentials;
        run.Findings = run.Findings with { VerifiesCredentials = true };
        var binding = run.Binding;
        var what = $"{roleArn} {run.Findings.Role?.Id ?? run.Findings.ExistingRole?.Id} {run.Findings.Declaration} {binding.Audience}";
        if (verified.IsFresh(binding.Uid, what))
            return;
        try
        {
            var token = await tokens.RequestAsync(binding.Namespace, binding.ServiceAccount, binding.Audience, cancellationToken);
            await identities.TryAsync(roleArn, token, cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.Forbidden)
        {
            throw Failed($"The operator may not request tokens of ServiceAccounts: apply config/verify, or run it without --verify-token-exchange ({ApiErrors.Message(error)})");
        }
        catch (AwsException error) when (error.Code == "AccessDenied" && roles.IsSettling(RoleArn.Name(roleArn)))
        {
            throw new BlockedException(OutcomeKind.Waiting, Reasons.Propagating, $"STS does not know the new role or its trust policy yet ({error.Code}).");
        }
        catch (AwsException error) when (error.Kind is AwsErrorKind.Denied or AwsErrorKind.Rejected or AwsErrorKind.Unknown)
        {
            throw Failed($"STS gives no credentials of {roleArn} for a token of the ServiceAccount ({error.Code}: {error.Message}): "
                + "compare the role's trust policy and the cluster's IAM OIDC provider with status.trust.");
        }

        verified.Remember(binding.Uid, what);
    }

    private static BlockedException Failed(string message) => new(OutcomeKind.Failed, Reasons.TokenExchangeFailed, message);
}
