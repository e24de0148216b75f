using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Sandbox.Local;
using k8s;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Benchmarks.World;

/// <summary>A control plane and an account, and users who fill them.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private const int Users = 16;

    private readonly Bench _bench;
    private readonly HttpClient _http;

    public BenchCluster(LocalEks eks, Bench bench)
    {
        (Eks, _bench) = (eks, bench);
        var configuration = eks.Plane.AdminConfiguration();
        configuration.DisableHttp2 = true;
        Client = new global::KubeOps.KubernetesClient.KubernetesClient(configuration, new Kubernetes(configuration));
        _http = ServerReadiness.Trusting(eks.Plane.CaPem);
        _http.BaseAddress = eks.Plane.Url;
        _http.DefaultRequestHeaders.Authorization = new("Bearer", eks.Plane.AdminToken);
    }

    public LocalEks Eks { get; }

    public AwsEmulator Aws => Eks.Aws;

    public IKubernetesClient Client { get; }

    public static IrsaBinding Binding(string @namespace, string name, bool suspended = false)
    {
        var document = JsonSerializer.SerializeToElement(
            new { Version = "2012-10-17", Statement = new[] { new { Effect = "Allow", Action = "dynamodb:GetItem", Resource = "*" } } });
        return new IrsaBinding
        {
            ApiVersion = WellKnown.ApiVersion,
            Kind = WellKnown.Kind,
            Metadata = new V1ObjectMeta { NamespaceProperty = @namespace, Name = name },
            Spec = new IrsaBindingSpec
            {
                ServiceAccount = new ServiceAccountSpec { Create = true },
                Role = new RoleSpec
                {
                    ManagedPolicies = ["AmazonS3ReadOnlyAccess"],
                    InlinePolicies = [new InlinePolicySpec { Name = "table", Document = document }],
                },
                Suspend = suspended,
            },
        };
    }

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"b{number:D5}");

    /// <summary>Starts the operator as it is shipped, with the pace that the API server sets rather than AWS.</summary>
    public async Task<OperatorRun> StartOperatorAsync(CancellationToken cancellationToken, params string[] arguments) =>
        new(await OperatorProcess.StartAsync(Options(["--aws-calls-per-second", "10000", "--aws-timeout", "2m", .. arguments]), cancellationToken));

    /// <summary>The operator with its own pace.</summary>
    public async Task<OperatorRun> StartPacedOperatorAsync(CancellationToken cancellationToken, params string[] arguments) =>
        new(await OperatorProcess.StartAsync(Options(arguments), cancellationToken));

    /// <summary>An operator with its own pace, in the account given; the cluster is known by the API server's issuer.</summary>
    public async Task<OperatorRun> StartShardAsync(AwsEmulator aws, string roleArn, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var options = Options([]);
        return new OperatorRun(await OperatorProcess.StartAsync(
            options with { AwsEndpoint = aws.Endpoint, RoleArn = roleArn, Arguments = [.. arguments] }, cancellationToken));
    }

    public OperatorProcessOptions Options(IReadOnlyList<string> arguments) => new()
    {
        ControlPlane = Eks.Plane,
        AwsEndpoint = Aws.Endpoint,
        Region = Eks.Region,
        RoleArn = Eks.OperatorRoleArn,
        Folder = Directory.CreateDirectory(Path.Combine(Eks.Folder, $"run-{Guid.NewGuid():N}")).FullName,
        Program = _bench.Build.Program,
        Arguments =
        [
            .. Eks.ClusterArguments,
            "--max-parallel-reconciles", _bench.Settings.Parallelism.ToString(CultureInfo.InvariantCulture),
            .. arguments,
        ],
    };

    /// <summary>Creates bindings, as fast as the API server takes them.</summary>
    public Task CreateAsync(string @namespace, int first, int count, CancellationToken cancellationToken) => AllAsync(
        first, count, (name, token) => Client.CreateAsync(Binding(@namespace, name), token), cancellationToken);

    /// <summary>Deletes bindings.</summary>
    public Task DeleteAsync(string @namespace, int first, int count, CancellationToken cancellationToken) => AllAsync(
        first, count, (name, token) => Client.DeleteAsync<IrsaBinding>(name, @namespace, token), cancellationToken);

    /// <summary>Creates ServiceAccounts that concern nobody.</summary>
    public Task CreateServiceAccountsAsync(string @namespace, int count, CancellationToken cancellationToken) => AllAsync(
        0,
        count,
        (name, token) => Client.CreateAsync(
            new V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace } }, token),
        cancellationToken);

    /// <summary>Watches a namespace for so many bindings to become Ready.</summary>
    public Task<BindingWatch> WatchReadyAsync(string @namespace, int count, CancellationToken cancellationToken) =>
        BindingWatch.ReadyAsync(_http, @namespace, count, cancellationToken);

    /// <summary>Watches a namespace for so many bindings to go.</summary>
    public Task<BindingWatch> WatchGoneAsync(string @namespace, int count, CancellationToken cancellationToken) =>
        BindingWatch.GoneAsync(_http, @namespace, count, cancellationToken);

    /// <summary>How many requests the API server has answered so far, by verb and resource.</summary>
    public async Task<ApiRequests> RequestsAsync(CancellationToken cancellationToken) =>
        ApiRequests.Read(await _http.GetStringAsync(new Uri("metrics", UriKind.Relative), cancellationToken));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Client.Dispose();
        await Eks.DisposeAsync();
    }

    private static Task AllAsync(int first, int count, Func<string, CancellationToken, Task> act, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(first, count),
        new ParallelOptions { MaxDegreeOfParallelism = Users, CancellationToken = cancellationToken },
        async (number, token) => await act(Name(number), token));
}
