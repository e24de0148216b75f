using System.Collections.Concurrent;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace IrsaOperator.Aws;

/// <summary>OIDC providers in IAM; all bindings of a cluster share one, so its answer is kept for a while.</summary>
internal sealed class IamOidcProviders(IAmazonIdentityManagementService iam, AwsCalls calls, TimeProvider time) : IOidcProviders, IDisposable
{
    private static readonly TimeSpan KeepPresent = TimeSpan.FromMinutes(5);

    // Somebody is waiting for a missing one to appear.
    private static readonly TimeSpan KeepMissing = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reading = new(1);

    public async Task<IReadOnlySet<string>?> GetClientIdsAsync(string providerArn, string wanted, CancellationToken cancellationToken)
    {
        if (Fresh(providerArn, wanted) is { } known)
            return known.ClientIds;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return (Fresh(providerArn, wanted) ?? await ReadAsync(providerArn, cancellationToken)).ClientIds;
        }
        finally
        {
            _reading.Release();
        }
    }

    public async Task CreateAsync(string providerArn, string issuer, string clientId, CancellationToken cancellationToken)
    {
        // No thumbprint: IAM fetches the certificate chain itself, and EKS's issuers are validated by AWS's trusted roots.
        var request = new CreateOpenIDConnectProviderRequest { Url = issuer, ClientIDList = [clientId] };
        try
        {
            await calls.RunAsync("CreateOpenIDConnectProvider", token => iam.CreateOpenIDConnectProviderAsync(request, token), cancellationToken);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.AlreadyExists)
        {
            // Made by somebody else in between; the next read tells whether it accepts the audience.
        }

        _entries.TryRemove(providerArn, out _);
    }

    public async Task AddClientIdAsync(string providerArn, string clientId, CancellationToken cancellationToken)
    {
        var request = new AddClientIDToOpenIDConnectProviderRequest { OpenIDConnectProviderArn = providerArn, ClientID = clientId };
        await calls.RunAsync("AddClientIDToOpenIDConnectProvider", token => iam.AddClientIDToOpenIDConnectProviderAsync(request, token), cancellationToken);
        _entries.TryRemove(providerArn, out _);
    }

    public void Dispose() => _reading.Dispose();

    private Entry? Fresh(string providerArn, string wanted) =>
        _entries.TryGetValue(providerArn, out var entry)
        && time.GetElapsedTime(entry.ReadAt) < (entry.ClientIds?.Contains(wanted) == true ? KeepPresent : KeepMissing) ? entry : null;

    private async Task<Entry> ReadAsync(string providerArn, CancellationToken cancellationToken)
    {
        IReadOnlySet<string>? clientIds;
        try
        {
            var request = new GetOpenIDConnectProviderRequest { OpenIDConnectProviderArn = providerArn };
            var answer = await calls.RunAsync(
                "GetOpenIDConnectProvider", token => iam.GetOpenIDConnectProviderAsync(request, token), cancellationToken);
            if (answer.Url is null)
                throw AwsException.Unexpected("GetOpenIDConnectProvider", $"IAM's answer has no URL of the provider {providerArn}.");
            clientIds = (answer.ClientIDList ?? []).ToHashSet(StringComparer.Ordinal);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
        {
            clientIds = null;
        }

        return _entries[providerArn] = new Entry(clientIds, time.GetTimestamp());
    }

    private sealed record Entry(IReadOnlySet<string>? ClientIds, long ReadAt);
}
