using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;
using k8s;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>A control plane and an account of their own, and operators that reach the API server through a proxy: what happens here disturbs no other test.</summary>
public sealed class FaultFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private LocalEks? _eks;
    private ApiProxy? _api;
    private IKubernetesClient? _client;
    private int _namespaces;

    internal LocalEks Eks => _eks ?? throw new InvalidOperationException("Not started.");

    internal AwsEmulator Aws => Eks.Aws;

    internal ApiProxy Api => _api ?? throw new InvalidOperationException("Not started.");

    internal IKubernetesClient Client => _client ?? throw new InvalidOperationException("Not started.");

    internal ClusterIdentity Identity => new("aws", Aws.Options.AccountId, Eks.Plane.Issuer);

    /// <summary>The operator that runs now; null when it was ended or has died.</summary>
    internal OperatorProcess? Operator { get; private set; }

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _eks = await LocalEks.StartAsync(new LocalEksOptions { WithOperator = false }, new TestProgress(), CancellationToken.None);
        _api = await ApiProxy.StartAsync(_eks.Plane, CancellationToken.None);
        var configuration = _eks.Plane.AdminConfiguration();
        _client = new global::KubeOps.KubernetesClient.KubernetesClient(configuration, new Kubernetes(configuration));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client?.Dispose();
        if (_api is not null)
            await _api.DisposeAsync();
        if (_eks is not null)
            await _eks.DisposeAsync();
    }

    internal async Task<OperatorProcess> StartAsync(params string[] arguments) => Operator = await NewProcessAsync(Api, arguments);

    /// <summary>One more process, behind a proxy of its own or the common one.</summary>
    internal Task<OperatorProcess> NewProcessAsync(ApiProxy api, params string[] arguments) => OperatorProcess.StartAsync(
        new OperatorProcessOptions
        {
            ControlPlane = Eks.Plane,
            ApiServer = api.Url,
            AwsEndpoint = Aws.Endpoint,
            Region = Eks.Region,
            RoleArn = Eks.OperatorRoleArn,
            Folder = Directory.CreateDirectory(Path.Combine(Eks.Folder, $"faults-{Guid.NewGuid():N}")).FullName,
            Arguments = [.. Eks.ClusterArguments, "--aws-calls-per-second", "1000", .. arguments],
        },
        Cancel);

    /// <summary>For a test that needs no more than an operator behind the common proxy: sees to it that one runs, and makes a namespace.</summary>
    internal async Task<string> BeginAsync(string prefix)
    {
        Eks.ByHand = true;
        if (Operator is null)
            await StartAsync();
        return await CreateNamespaceAsync(prefix);
    }

    /// <summary>Takes every fault out of the common proxy again.</summary>
    internal void Mend()
    {
        (Api.Before, Api.After, Api.Rewrite, Api.WatchDuration) = (null, null, null, null);
        Api.Cut(cut: false);
        Api.CutWatches();
    }

    internal async Task StopAsync()
    {
        if (Operator is not { } running)
            return;
        Operator = null;
        await running.StopAsync();
        await running.DisposeAsync();
    }

    internal async Task KillAsync()
    {
        if (Operator is not { } running)
            return;
        Operator = null;
        await running.KillAsync();
        await running.DisposeAsync();
    }

    internal async Task<string> CreateNamespaceAsync(string prefix)
    {
        var name = $"{prefix}-{Interlocked.Increment(ref _namespaces):x4}";
        await Eks.Plane.CreateNamespaceAsync(name, Cancel);
        return name;
    }

    internal async Task<IrsaBinding?> FindAsync(string @namespace, string name) => await Client.GetAsync<IrsaBinding>(name, @namespace, Cancel);

    internal Task<IrsaBinding> CreateAsync(string @namespace, string name, Action<IrsaBindingSpec>? spec = null) =>
        Client.CreateAsync(Planning.Sample.Binding(@namespace, name, spec).ForCreation(), Cancel);

    internal Task<IrsaBinding> PatchAsync(string @namespace, string name, string spec) => Client.PatchAsync<IrsaBinding>(
        new V1Patch($$"""{"spec":{{spec}}}""", V1Patch.PatchType.MergePatch), name, @namespace, cancellationToken: Cancel);

    internal async Task<IrsaBinding> ReadyAsync(string @namespace, string name) => (await EventuallyAsync(
        () => FindAsync(@namespace, name), IsReady, $"{@namespace}/{name} to be ready"))!;

    internal Task<IrsaBinding?> GoneAsync(string @namespace, string name) =>
        EventuallyAsync(() => FindAsync(@namespace, name), found => found is null, $"{@namespace}/{name} to be gone");

    internal static bool IsReady(IrsaBinding? binding) => binding?.Status?.ObservedGeneration == binding?.Metadata.Generation
        && binding?.Condition(ConditionTypes.Ready) is { Status: "True" };

    internal async Task<T> EventuallyAsync<T>(Func<Task<T>> read, Func<T, bool> holds, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        var interval = new PollInterval();
        while (true)
        {
            var value = await read();
            if (holds(value))
                return value;
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                Assert.Fail($"Waited in vain for {what}; last seen: {KubernetesJson.Serialize(value)}\n{Operator?.LogTail()}");
            await interval.DelayAsync(Cancel);
        }
    }
}
