using System.Net.Http.Headers;
using k8s;
using k8s.Models;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>
/// A real etcd and kube-apiserver on the loopback address, with RBAC and a ServiceAccount issuer shaped like an EKS one.
/// There is no kubelet and no controller-manager: pods stay Pending, and owner references are not collected. Only
/// namespaces get their default ServiceAccount, without which no pod could be created.
/// </summary>
internal sealed class LocalControlPlane : IAsyncDisposable
{
    private readonly ScratchFolder _scratch;
    private readonly ControlPlaneFiles _files;
    private readonly HttpClient _client;
    private readonly ControlPlaneServers _servers;
    private DefaultServiceAccounts? _defaultAccounts;

    private LocalControlPlane(LocalControlPlaneOptions options, ControlPlaneBinaries binaries, ScratchFolder scratch, ControlPlaneFiles files)
    {
        _scratch = scratch;
        _files = files;
        _client = ServerReadiness.Trusting(files.CaPem);
        Issuer = options.Issuer ?? EksIssuer.Create(options.Region);
        Version = binaries.Version;
        _servers = new ControlPlaneServers(options, binaries, files, Issuer, _client);
    }

    /// <summary>The API server's address, <c>https://127.0.0.1:port</c>; the same after a restart.</summary>
    public Uri Url => _servers.Url;

    /// <summary>The <c>iss</c> of its ServiceAccount tokens.</summary>
    public string Issuer { get; }

    /// <summary>The authority that signed the API server's certificate, made for this run.</summary>
    public string CaPem => _files.CaPem;

    /// <summary>The bearer token of a member of system:masters.</summary>
    public string AdminToken => _files.AdminToken;

    /// <summary>Keys, data and logs of this run; removed at its end.</summary>
    public string ScratchFolder => _scratch.Path;

    /// <summary>The Kubernetes version, for instance 1.20.2.</summary>
    public string Version { get; }

    /// <summary>Provisions the binaries unless they are given, starts both servers and waits until they are ready.</summary>
    /// <exception cref="ControlPlaneUnavailableException">There are no binaries to run.</exception>
    /// <exception cref="ControlPlaneStartException">A server did not come up.</exception>
    public static async Task<LocalControlPlane> StartAsync(
        LocalControlPlaneOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var binaries = options.Binaries
            ?? await ControlPlaneProvisioner.ForThisMachine().ProvisionAsync(progress, cancellationToken);
        var scratch = ControlPlane.ScratchFolder.Create();
        LocalControlPlane? plane = null;
        try
        {
            plane = new LocalControlPlane(
                options, binaries, scratch, await ControlPlaneFiles.WriteAsync(scratch.Path, cancellationToken));
            progress.Report($"starting etcd and kube-apiserver {binaries.Version}");
            await plane._servers.StartAsync(cancellationToken);
            plane._defaultAccounts = new DefaultServiceAccounts(plane.AdminClient(), TimeProvider.System);
            await plane._defaultAccounts.CreateAsync("default", cancellationToken);
            progress.Report($"the API server is ready at {plane.Url}");
            return plane;
        }
        catch
        {
            if (plane is not null)
                await plane.DisposeAsync();
            else
                scratch.Dispose();
            throw;
        }
    }

    /// <summary>A client's settings for the administrator.</summary>
    public KubernetesClientConfiguration AdminConfiguration() => Configuration(AdminToken);

    /// <summary>A client's settings for the bearer of a token.</summary>
    public KubernetesClientConfiguration Configuration(string token) => new()
    {
        Host = Url.ToString(),
        AccessToken = token,
        SslCaCerts = CertificateTrust.Collection(CaPem),
    };

    /// <summary>A new client for the administrator; the caller disposes it.</summary>
    public IKubernetes AdminClient() => new Kubernetes(AdminConfiguration());

    /// <summary>A kubeconfig file's text for the bearer of a token, who reaches the API server by another address if one is given.</summary>
    public string Kubeconfig(string token, string userName, Uri? server = null) => KubeconfigFile.Write(server ?? Url, CaPem, token, userName);

    /// <summary>A token from the TokenRequest API, as a kubelet gets it for a pod's projected volume.</summary>
    public async Task<string> CreateTokenAsync(
        string ns, string serviceAccount, string audience, long expirationSeconds, CancellationToken cancellationToken)
    {
        using var client = AdminClient();
        var request = new Authenticationv1TokenRequest
        {
            Spec = new V1TokenRequestSpec { Audiences = [audience], ExpirationSeconds = expirationSeconds },
        };
        var answer = await client.CoreV1.CreateNamespacedServiceAccountTokenAsync(request, serviceAccount, ns, cancellationToken: cancellationToken);
        return answer.Status.Token;
    }

    /// <summary>The keys that verify ServiceAccount tokens, as JSON.</summary>
    public async Task<string> GetJwksAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url, "openid/v1/jwks"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken);
        using var response = await _client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Creates a namespace and returns when it has its default ServiceAccount, so that pods can be created in it.</summary>
    public async Task CreateNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        using var client = AdminClient();
        await client.CoreV1.CreateNamespaceAsync(
            new V1Namespace { Metadata = new V1ObjectMeta { Name = name } }, cancellationToken: cancellationToken);
        if (_defaultAccounts is { } accounts)
            await accounts.CreateAsync(name, cancellationToken);
    }

    /// <summary>Ends the API server abruptly; etcd and its data stay.</summary>
    public Task KillApiServerAsync() => _servers.KillApiServerAsync();

    /// <summary>Ends the API server if it runs, starts it again on the same port and waits until it is ready.</summary>
    public async Task RestartApiServerAsync(CancellationToken cancellationToken)
    {
        await KillApiServerAsync();
        await _servers.StartApiServerAsync(cancellationToken);
    }

    /// <summary>Ends etcd abruptly; its data stay, and so does the API server, which can do little without it.</summary>
    public Task KillEtcdAsync() => _servers.KillEtcdAsync();

    /// <summary>Ends etcd if it runs, starts it again with its data, and waits until the API server has found it.</summary>
    public async Task RestartEtcdAsync(CancellationToken cancellationToken)
    {
        await KillEtcdAsync();
        await _servers.StartEtcdAsync(cancellationToken);
        await _servers.RecoverApiServerAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_defaultAccounts is { } accounts)
            await accounts.DisposeAsync();
        _defaultAccounts = null;
        await _servers.DisposeAsync();
        _client.Dispose();
        _scratch.Dispose();
    }
}
