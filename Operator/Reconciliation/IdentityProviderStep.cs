using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The first step: IAM knows the cluster's issuer and accepts the audience.</summary>
internal sealed class IdentityProviderStep(IOidcProviders providers, ReconcilerOptions options, BindingEvents events)
{
    public async Task EnsureAsync(Run run, ClusterIdentity identity, CancellationToken cancellationToken)
    {
        var (arn, audience) = (identity.ProviderArn, run.Binding.Audience);
        var clientIds = await providers.GetClientIdsAsync(arn, audience, cancellationToken);
        if (clientIds is not null && clientIds.Contains(audience))
            return;

        if (!options.ManageOidcProvider)
        {
            throw clientIds is null
                ? new BlockedException(OutcomeKind.Stalled, Reasons.ProviderMissing,
                    $"The account has no IAM OIDC provider {arn}: create it for {identity.Issuer} with the client id {audience}, or run the operator with --manage-oidc-provider.")
                : new BlockedException(OutcomeKind.Stalled, Reasons.AudienceMissing,
                    $"The IAM OIDC provider {arn} does not accept the audience {audience}: add it as a client id, or run the operator with --manage-oidc-provider.");
        }

        if (clientIds is null)
            await providers.CreateAsync(arn, identity.Issuer, audience, cancellationToken);
        else
            await providers.AddClientIdAsync(arn, audience, cancellationToken);
        await events.ChangedAsync(run.Binding.Binding, Reasons.ProviderUpdated,
            clientIds is null ? $"Created the IAM OIDC provider {arn}." : $"Added the client id {audience} to the IAM OIDC provider {arn}.", cancellationToken);
    }
}
