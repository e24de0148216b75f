using System.Text.Json;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Cluster;

/// <summary>
/// The API server's own discovery document. The issuer's public address is not asked: inside a VPC with EKS's interface
/// endpoint it can't be reached.
/// </summary>
internal sealed class ApiServerIssuer(IKubernetesClient client) : IApiServerIssuer
{
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        using var answer = await client.ApiClient.WellKnown.GetServiceAccountIssuerOpenIDConfigurationWithHttpMessagesAsync(cancellationToken: cancellationToken);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.TryGetProperty("issuer", out var issuer) && issuer.GetString() is { Length: > 0 } text
            ? text
            : throw new InvalidDataException("The API server's openid-configuration names no issuer.");
    }
}
