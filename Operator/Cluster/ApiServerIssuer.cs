using System.Text.Json;
using k8s;
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
        // KubernetesClient's own call reads the document as one JSON string, which it is not, and fails.
        var kubernetes = client.ApiClient as Kubernetes
            ?? throw new NotSupportedException($"{client.ApiClient.GetType().Name} has no connection of its own: use k8s.Kubernetes.");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(kubernetes.BaseUri, ".well-known/openid-configuration"));
        if (kubernetes.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        using var answer = await kubernetes.HttpClient.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return document.RootElement.TryGetProperty("issuer", out var issuer) && issuer.GetString() is { Length: > 0 } text
            ? text
            : throw new InvalidDataException("The API server's openid-configuration names no issuer.");
    }
}
