using System.Net;
using Amazon.EKS;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SecurityToken;
using IrsaOperator.Aws;
using IrsaOperator.Hosting;
using IrsaOperator.Reconciliation;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Tests.Planning;
using k8s;
using KubeOps.KubernetesClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Soak;

/// <summary>The whole operator in this process, as its own wiring makes it, on a cluster in memory and the AWS emulator, with a clock that the test moves.</summary>
internal sealed class SoakWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ServiceCollection _registered = [];
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;
    private readonly CountingHttp _awsHttp = new();
    private IReadOnlyList<QueueLook> _queues = [];

    private SoakWorld(AwsEmulator aws)
    {
        Aws = aws;
        Cluster = new SoakCluster(Sample.Identity.Issuer);
        var options = new OperatorOptions
        {
            Reconciler = new ReconcilerOptions { Planning = Sample.Options },
            AwsCalls = new AwsCallOptions { CallsPerSecond = 5000 },
            AwsRegion = aws.Options.Region,
            MaxParallelReconciles = 8,
            LeaderElect = false,
            HttpAddress = IPAddress.Loopback,
            HttpPort = 0,
            LogLevel = LogLevel.None,
            JsonLogs = false,
        };
        var client = new Kubernetes(SoakCluster.Configuration, Cluster);
        _registered.AddLogging();
        _registered.AddSingleton<TimeProvider>(Time);
        _registered.AddSingleton(SoakCluster.Configuration);
        _registered.AddSingleton<IKubernetes>(client);
        _registered.AddSingleton<IKubernetesClient>(new global::KubeOps.KubernetesClient.KubernetesClient(SoakCluster.Configuration, client));
        _registered.AddOperator(options);
        var credentials = new BasicAWSCredentials(aws.Options.AccessKeyId, aws.Options.SecretAccessKey);
        _registered.AddSingleton<IAmazonIdentityManagementService>(new AmazonIdentityManagementServiceClient(credentials, Config(new AmazonIdentityManagementServiceConfig())));
        _registered.AddSingleton<IAmazonSecurityTokenService>(new AmazonSecurityTokenServiceClient(credentials, Config(new AmazonSecurityTokenServiceConfig())));
        _registered.AddSingleton<IAmazonEKS>(new AmazonEKSClient(credentials, Config(new AmazonEKSConfig())));
        _services = _registered.BuildServiceProvider();
        _hosted = [.. _services.GetServices<IHostedService>()];
    }

    public AwsEmulator Aws { get; }

    public SoakCluster Cluster { get; }

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public static async Task<SoakWorld> StartAsync(CancellationToken cancellationToken)
    {
        var aws = await AwsEmulator.StartAsync(new AwsEmulatorOptions { Issuer = Sample.Identity.Issuer }, cancellationToken);
        aws.Account.Quotas.Roles = 100_000;
        aws.Account.AddOidcProvider(Sample.Identity.Issuer, "sts.amazonaws.com");
        var world = new SoakWorld(aws);
        foreach (var hosted in world._hosted)
            await hosted.StartAsync(cancellationToken);
        world._queues = QueueLook.Of(world.Services);
        return world;
    }

    /// <summary>Lets time pass, as fast as the work allows.</summary>
    public async Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var end = Time.GetUtcNow() + time;
        while (Time.GetUtcNow() < end)
            await StepAsync(cancellationToken);
    }

    /// <summary>Lets time pass until the condition holds.</summary>
    public async Task UntilAsync(Func<bool> condition, Func<string> what, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        do
        {
            while (!await StepAsync(cancellationToken))
                Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"Waited in vain for {what()}.");
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"Waited in vain for {what()}.");
        }
        while (!condition());
    }

    /// <summary>What all of the operator's services hold.</summary>
    public SortedDictionary<string, int> Held() => Holdings.Of(Services);

    private IEnumerable<object> Services => _registered
        .Where(service => service is { Lifetime: ServiceLifetime.Singleton, IsKeyedService: false } && !service.ServiceType.IsGenericTypeDefinition)
        .Select(service => service.ServiceType).Distinct().SelectMany(type => _services.GetServices(type)).OfType<object>();

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _hosted)
        {
            var stopping = hosted.StopAsync(CancellationToken.None);
            while (!stopping.IsCompleted)
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(stopping, Task.Delay(2, CancellationToken.None));
            }

            await stopping;
        }

        await _services.DisposeAsync();
        Cluster.Dispose();
        await Aws.DisposeAsync();
    }

    /// <summary>
    /// Moves the clock by a second when all rests. What works and asks nobody waits for the clock, perhaps for its turn to call AWS: then it
    /// moves a little.
    /// </summary>
    /// <returns>Whether all rested.</returns>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var rests = _queues.All(queue => queue.Rests);
        if (!rests)
        {
            await Task.Delay(1, cancellationToken);
            if (Cluster.UnderWay + _awsHttp.UnderWay > 0)
                return false;
        }

        Time.Advance(rests ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(20));
        return rests;
    }

    private TConfig Config<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = Aws.Endpoint.ToString();
        config.AuthenticationRegion = config is AmazonIdentityManagementServiceConfig ? Aws.Options.IamRegion : Aws.Options.Region;
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = _awsHttp;
        return config;
    }
}
