using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Api;
using k8s;

namespace IrsaOperator.Benchmarks.Bare;

/// <summary>
/// The floor: the calls that a new binding needs, or one that goes, and nothing between them. It decides nothing, reads nothing in the
/// cluster and remembers nothing, and it gets its bodies ready-made. To the API server it looks like the operator: a field manager of its
/// own for all but the finalizer's coming, and a ServiceAccount with an owner.
/// </summary>
internal sealed class BareClient : IDisposable
{
    private const string ManagedPolicy = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    private const string InlinePolicy = "table";
    private const string Manager = "fieldManager=bare";

    private static readonly MediaTypeHeaderValue Merge = new("application/merge-patch+json");
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Apply = new("application/apply-patch+yaml");

    private readonly Kubernetes _kubernetes;
    private readonly AmazonIdentityManagementServiceClient _iam = new(new AmazonIdentityManagementServiceConfig { MaxErrorRetry = 0 });
    private readonly string _status;
    private readonly string _trust;
    private readonly bool _callsAws;

    /// <summary>A client with a status and a trust policy as the operator writes them; without calls to AWS, if so wanted.</summary>
    public BareClient(string status, string trust, bool callsAws)
    {
        var configuration = KubernetesClientConfiguration.BuildDefaultConfig();

        // One HTTP/2 connection would be the limit.
        configuration.DisableHttp2 = true;
        _kubernetes = new Kubernetes(configuration);
        (_status, _trust, _callsAws) = (new JsonObject { ["status"] = JsonNode.Parse(status) }.ToJsonString(), trust, callsAws);
    }

    /// <summary>Makes one binding's calls, in the operator's order.</summary>
    public async Task ConvergeAsync(string @namespace, string name, CancellationToken cancellationToken)
    {
        var binding = Path(@namespace, name);
        await PatchAsync(binding, """{"metadata":{"finalizers":["irsa-operator.io/bindingfinalizer"]}}""", Merge, cancellationToken);

        var arn = _callsAws ? await MakeRoleAsync($"{@namespace}-{name}", cancellationToken) : "";
        var account = JsonSerializer.Serialize(new
        {
            apiVersion = "v1",
            kind = "ServiceAccount",
            metadata = new
            {
                name,
                @namespace,
                annotations = new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.RoleArnAnnotation] = arn, [WellKnown.BindingAnnotation] = name },
                ownerReferences = new[] { new { apiVersion = WellKnown.ApiVersion, kind = WellKnown.Kind, name, uid = Guid.Empty } },
            },
        });
        await PatchAsync($"api/v1/namespaces/{@namespace}/serviceaccounts/{name}?{Manager}", account, Apply, cancellationToken);
        await PatchAsync($"{binding}/status?{Manager}", _status, Merge, cancellationToken);
    }

    /// <summary>Makes the calls of a binding that goes, in the operator's order.</summary>
    public async Task RemoveAsync(string @namespace, string name, CancellationToken cancellationToken)
    {
        await SendAsync(HttpMethod.Delete, $"api/v1/namespaces/{@namespace}/serviceaccounts/{name}", "{}", Json, cancellationToken);
        await RemoveRoleAsync($"{@namespace}-{name}", cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var happened = JsonSerializer.Serialize(new
        {
            apiVersion = "v1",
            kind = "Event",
            metadata = new { name = $"{name}.bare", @namespace },
            involvedObject = new { apiVersion = WellKnown.ApiVersion, kind = WellKnown.Kind, name, @namespace },
            reason = Reasons.RoleDeleted,
            message = $"Deleted role {@namespace}-{name}.",
            type = "Normal",
            count = 1,
            firstTimestamp = now,
            lastTimestamp = now,
            source = new { component = "bare" },
        });
        await SendAsync(HttpMethod.Post, $"api/v1/namespaces/{@namespace}/events", happened, Json, cancellationToken);
        await PatchAsync($"{Path(@namespace, name)}?{Manager}", """{"metadata":{"finalizers":[]}}""", Merge, cancellationToken);
    }

    /// <summary>Follows the bindings of a namespace, and makes the calls for each that comes.</summary>
    public async Task FollowAsync(string @namespace, Action watching, CancellationToken cancellationToken)
    {
        using var request = await RequestAsync(HttpMethod.Get, $"apis/{WellKnown.Group}/{WellKnown.Version}/namespaces/{@namespace}/{WellKnown.Plural}?watch=true", cancellationToken);
        using var response = await _kubernetes.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        watching();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.GetProperty("type").ValueEquals("ADDED"))
                await ConvergeAsync(@namespace, document.RootElement.GetProperty("object").GetProperty("metadata").GetProperty("name").GetString()!, cancellationToken);
        }
    }

    public void Dispose()
    {
        _kubernetes.Dispose();
        _iam.Dispose();
    }

    private static string Path(string @namespace, string name) => $"apis/{WellKnown.Group}/{WellKnown.Version}/namespaces/{@namespace}/{WellKnown.Plural}/{name}";

    private async Task<string> MakeRoleAsync(string role, CancellationToken cancellationToken)
    {
        var created = await _iam.CreateRoleAsync(new CreateRoleRequest { RoleName = role, Path = "/irsa-operator/", AssumeRolePolicyDocument = _trust }, cancellationToken);
        await _iam.AttachRolePolicyAsync(new AttachRolePolicyRequest { RoleName = role, PolicyArn = ManagedPolicy }, cancellationToken);
        await _iam.PutRolePolicyAsync(
            new PutRolePolicyRequest
            {
                RoleName = role,
                PolicyName = InlinePolicy,
                PolicyDocument = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}]}""",
            },
            cancellationToken);
        return created.Role?.Arn ?? "";
    }

    private async Task RemoveRoleAsync(string role, CancellationToken cancellationToken)
    {
        await _iam.GetRoleAsync(new GetRoleRequest { RoleName = role }, cancellationToken);
        await _iam.DetachRolePolicyAsync(new DetachRolePolicyRequest { RoleName = role, PolicyArn = ManagedPolicy }, cancellationToken);
        await _iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = role, PolicyName = InlinePolicy }, cancellationToken);
        await _iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = role }, cancellationToken);
    }

    private Task PatchAsync(string path, string body, MediaTypeHeaderValue type, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, path, body, type, cancellationToken);

    private async Task SendAsync(HttpMethod method, string path, string body, MediaTypeHeaderValue type, CancellationToken cancellationToken)
    {
        using var request = await RequestAsync(method, path, cancellationToken);
        request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await _kubernetes.HttpClient.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, new Uri(_kubernetes.BaseUri, path));
        if (_kubernetes.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        return request;
    }
}
