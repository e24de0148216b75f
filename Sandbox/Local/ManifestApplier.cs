using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrsaOperator.Sandbox.Local;

/// <summary>Server-side apply of manifests of any kind; the API server's discovery knows their paths.</summary>
internal sealed class ManifestApplier(HttpClient client, Uri server, string token)
{
    private const string FieldManager = "irsa-sandbox";
    private const string ApplyPatch = "application/apply-patch+yaml";
    private const string PlainYaml = "application/yaml";

    /// <summary>
    /// Before 1.25 a server-side apply of a definition with x-kubernetes-validations is an error, while anything else drops
    /// the rules that the server does not know.
    /// </summary>
    private const string Replaced = "CustomResourceDefinition";

    private readonly ConcurrentDictionary<string, IReadOnlyList<ApiResource>> _discovered = new(StringComparer.Ordinal);

    /// <summary>Applies every document of a file, in its order.</summary>
    public async Task<IReadOnlyList<Manifest>> ApplyFileAsync(string path, CancellationToken cancellationToken)
    {
        var manifests = Manifest.ParseAll(await File.ReadAllTextAsync(path, cancellationToken));
        foreach (var manifest in manifests)
            await ApplyAsync(manifest, cancellationToken);
        return manifests;
    }

    /// <summary>Applies one object, taking over the fields that others hold.</summary>
    /// <exception cref="ManifestException">The API server refused it, or does not know its kind.</exception>
    public async Task ApplyAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(manifest, cancellationToken);
        var path = $"{folder}/{Uri.EscapeDataString(manifest.Name)}";
        const string query = $"?fieldManager={FieldManager}";
        while (true)
        {
            using var request = manifest.Kind != Replaced
                ? Request(HttpMethod.Patch, $"{path}{query}&force=true", Content(manifest.Yaml, ApplyPatch))
                : await VersionAsync(path, cancellationToken) is { } version
                    ? Request(HttpMethod.Put, path + query, Content(manifest.At(version), PlainYaml))
                    : Request(HttpMethod.Post, folder + query, Content(manifest.Yaml, PlainYaml));
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return;

            // The API server writes the status of a definition that is new, and the version that was read is then an old one.
            if (manifest.Kind != Replaced || response.StatusCode != HttpStatusCode.Conflict)
                throw new ManifestException($"{manifest.Kind} {manifest.Name} was refused: {await MessageAsync(response, cancellationToken)}");
        }
    }

    /// <summary>Whether the API server lists a kind by now, and answers for it.</summary>
    public async Task<bool> ServesAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        var manifest = new Manifest(apiVersion, kind, "", Namespace: null, "");
        _discovered.TryRemove(manifest.ApiPath, out _);
        if (Find(await ResourcesAsync(manifest.ApiPath, cancellationToken), kind) is not { } resource)
            return false;
        using var request = Request(HttpMethod.Get, $"{manifest.ApiPath}/{resource.Name}?limit=1", content: null);
        using var response = await client.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private async Task<string> FolderAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var resource = Find(await ResourcesAsync(manifest.ApiPath, cancellationToken), manifest.Kind)
            ?? throw new ManifestException($"The API server knows no {manifest.Kind} in {manifest.ApiVersion}.");
        return resource.Namespaced
            ? $"{manifest.ApiPath}/namespaces/{manifest.Namespace ?? "default"}/{resource.Name}"
            : $"{manifest.ApiPath}/{resource.Name}";
    }

    /// <summary>The resourceVersion of what is there; null when nothing is.</summary>
    private async Task<string?> VersionAsync(string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, content: null);
        using var response = await client.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (!response.IsSuccessStatusCode)
            throw new ManifestException($"{path} could not be read: {await MessageAsync(response, cancellationToken)}");
        using var found = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return found.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString();
    }

    private async Task<IReadOnlyList<ApiResource>> ResourcesAsync(string apiPath, CancellationToken cancellationToken)
    {
        if (_discovered.TryGetValue(apiPath, out var known))
            return known;
        using var request = Request(HttpMethod.Get, apiPath, content: null);
        using var response = await client.SendAsync(request, cancellationToken);

        // A group that is not there yet may be there a moment later, so its absence is not remembered.
        if (response.StatusCode == HttpStatusCode.NotFound)
            return [];
        if (!response.IsSuccessStatusCode)
            throw new ManifestException($"{apiPath} could not be read: {await MessageAsync(response, cancellationToken)}");
        var list = await response.Content.ReadFromJsonAsync<ApiResourceList>(cancellationToken);
        return _discovered[apiPath] = list?.Resources ?? [];
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(server, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static ByteArrayContent Content(string yaml, string mediaType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(yaml));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    // Subresources such as pods/status carry a kind, too.
    private static ApiResource? Find(IEnumerable<ApiResource> resources, string kind) =>
        resources.FirstOrDefault(resource => resource.Kind == kind && !resource.Name.Contains('/', StringComparison.Ordinal));

    private static async Task<string> MessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
            return $"{(int)response.StatusCode} {response.ReasonPhrase}";
        var status = await response.Content.ReadFromJsonAsync<ApiStatus>(cancellationToken);
        return status?.Message ?? $"{(int)response.StatusCode} {response.ReasonPhrase}";
    }

    private sealed record ApiResourceList([property: JsonPropertyName("resources")] IReadOnlyList<ApiResource>? Resources);

    private sealed record ApiResource(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("kind")] string Kind,
        [property: JsonPropertyName("namespaced")] bool Namespaced);

    private sealed record ApiStatus([property: JsonPropertyName("message")] string? Message);
}
