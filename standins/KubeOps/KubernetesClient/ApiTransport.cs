using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace KubeOps.KubernetesClient;

/// <summary>
/// Requests to the API server as bytes, with the connection and the credentials of KubernetesClient: the typed client decodes
/// a whole list or stream at once, and fails with the first object that it can't read.
/// </summary>
internal sealed class ApiTransport(IKubernetes client, bool disableHttp2 = false)
{
    private readonly Kubernetes _kubernetes = client as Kubernetes
        ?? throw new NotSupportedException($"{client.GetType().Name} has no connection of its own: use k8s.Kubernetes.");

    public static MediaTypeHeaderValue Json { get; } = new("application/json");

    /// <summary>Sends a request and returns its answer once its headers are there.</summary>
    /// <exception cref="HttpOperationException">The API server refused.</exception>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string pathAndQuery, string? body, MediaTypeHeaderValue? contentType, CancellationToken cancellationToken) =>
        SendAsync(method, pathAndQuery, body, contentType, mayBeMissing: false, cancellationToken);

    /// <summary>Reads an object; null when there is none, which is no error and costs no exception.</summary>
    /// <exception cref="HttpOperationException">The API server refused.</exception>
    public async Task<TAnswer?> FindAsync<TAnswer>(string pathAndQuery, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, pathAndQuery, body: null, contentType: null, mayBeMissing: true, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? default : await ReadAsync<TAnswer>(response, cancellationToken);
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <exception cref="HttpOperationException">The API server refused.</exception>
    public async Task<TAnswer> SendAsync<TAnswer>(
        HttpMethod method, string pathAndQuery, string? body, MediaTypeHeaderValue? contentType, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, pathAndQuery, body, contentType, cancellationToken);
        return await ReadAsync<TAnswer>(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string pathAndQuery, string? body, MediaTypeHeaderValue? contentType, bool mayBeMissing, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_kubernetes.BaseUri, pathAndQuery));
        // HTTP/2 where the server speaks it, and nobody has said otherwise: every worker and watch then shares one connection.
        request.Version = disableHttp2 ? HttpVersion.Version11 : HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType ?? Json);
        if (_kubernetes.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        var response = await _kubernetes.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode || (mayBeMissing && response.StatusCode == HttpStatusCode.NotFound))
            return response;

        using (response)
        {
            var content = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpOperationException($"The API server answered {(int)response.StatusCode} to {method} {pathAndQuery}: {Reason(content)}")
            {
                Request = new HttpRequestMessageWrapper(request, content: ""),
                Response = new HttpResponseMessageWrapper(response, content),
            };
        }
    }

    private static async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return KubernetesJson.Deserialize<TAnswer>(stream);
    }

    /// <summary>The API server's own words, where the answer is one of its Status objects.</summary>
    private static string Reason(string content)
    {
        try
        {
            return KubernetesJson.Deserialize<V1Status>(content)?.Message ?? content;
        }
        catch (JsonException)
        {
            return content;
        }
    }
}
