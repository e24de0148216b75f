using k8s;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Cluster;

/// <summary>Tokens out of the TokenRequest API, for the shortest time that it grants.</summary>
internal sealed class ServiceAccountTokens(IKubernetesClient client) : IServiceAccountTokens
{
    private const int Seconds = 600;

    public async Task<string> RequestAsync(string @namespace, string serviceAccount, string audience, CancellationToken cancellationToken)
    {
        var request = new Authenticationv1TokenRequest
        {
            ApiVersion = "authentication.k8s.io/v1",
            Kind = "TokenRequest",
            Metadata = new V1ObjectMeta(),
            Spec = new V1TokenRequestSpec { Audiences = [audience], ExpirationSeconds = Seconds },
        };
        var answer = await client.ApiClient.CoreV1.CreateNamespacedServiceAccountTokenAsync(request, serviceAccount, @namespace, cancellationToken: cancellationToken);
        return answer.Status?.Token is { Length: > 0 } token ? token : throw new InvalidDataException("The API server's answer to the token request holds no token.");
    }
}
