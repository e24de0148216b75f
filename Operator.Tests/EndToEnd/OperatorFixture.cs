using System.Diagnostics;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Local;
using k8s;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>
/// The operator as its own process under config/rbac and under the role, the policy and the boundary of the base cluster's template, on
/// the shared control plane, with an AWS account of its own. One test at a time has it; each works in a namespace of its own.
/// </summary>
public class OperatorFixture(ControlPlaneFixture plane) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private LocalEks? _eks;
    private IKubernetesClient? _client;

    internal LocalEks Eks => _eks ?? throw new InvalidOperationException("Not started.");

    internal IKubernetesClient Client => _client ?? throw new InvalidOperationException("Not started.");

    internal AwsEmulator Aws => Eks.Aws;

    internal ClusterIdentity Identity => new("aws", Aws.Options.AccountId, Eks.Plane.Issuer);

    public async ValueTask InitializeAsync()
    {
        var shared = await plane.GetAsync(CancellationToken.None);
        _eks = await LocalEks.StartAsync(
            new LocalEksOptions { ControlPlane = shared, Template = ConfigFiles.BaseClusterTemplate, OperatorArguments = ["--aws-calls-per-second", "1000", "--log-level", "debug"] },
            new TestProgress(),
            CancellationToken.None);
        var configuration = shared.AdminConfiguration();
        _client = new global::KubeOps.KubernetesClient.KubernetesClient(configuration, new Kubernetes(configuration));
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client?.Dispose();
        if (_eks is not null)
            await _eks.DisposeAsync();
    }

    internal Task<string> CreateNamespaceAsync(string prefix) => plane.CreateNamespaceAsync(prefix, Cancel);

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Ends the operator in an orderly way and starts it anew, with more flags.</summary>
    internal async Task RestartOperatorAsync(params string[] arguments)
    {
        await Eks.StopOperatorAsync();
        await Eks.StartOperatorAsync(arguments, Cancel);
    }

    /// <summary>Below the path that the template's policy knows, too.</summary>
    internal static IReadOnlyList<string> ByHandArguments { get; } = ["--role-path", $"{OperatorIdentity.ManagedRolePath}eks-dev/"];

    /// <summary>
    /// Runs a test without a boundary, under the policy for hand-made roles: for what the template's policy forbids on purpose.
    /// </summary>
    internal async Task ByHandAsync(Func<Task> test, params string[] arguments)
    {
        Eks.ByHand = true;
        try
        {
            await RestartOperatorAsync([.. ByHandArguments, .. arguments]);
            await test();
        }
        finally
        {
            Eks.ByHand = false;
            await RestartOperatorAsync();
        }
    }

    internal async Task<IrsaBinding> CreateAsync(string @namespace, string name, Action<IrsaBindingSpec>? spec = null) =>
        await Client.CreateAsync(Planning.Sample.Binding(@namespace, name, spec).ForCreation(), Cancel);

    /// <summary>Changes the spec as a user would, by a merge patch.</summary>
    internal async Task<IrsaBinding> PatchAsync(IrsaBinding binding, string spec) => await Client.PatchAsync<IrsaBinding>(
        new V1Patch($$"""{"spec":{{spec}}}""", V1Patch.PatchType.MergePatch), binding.Metadata.Name, binding.Metadata.NamespaceProperty, cancellationToken: Cancel);

    internal async Task DeleteAsync(IrsaBinding binding)
    {
        await Client.DeleteAsync<IrsaBinding>(binding.Metadata.Name, binding.Metadata.NamespaceProperty, Cancel);
        await EventuallyAsync(
            async () => await Client.GetAsync<IrsaBinding>(binding.Metadata.Name, binding.Metadata.NamespaceProperty, Cancel), found => found is null, "the binding to be gone");
    }

    /// <summary>Waits until the binding's newest generation has the condition.</summary>
    internal Task<IrsaBinding> ReadyAsync(IrsaBinding binding) => ConditionAsync(binding, ConditionTypes.Ready, "True", Reasons.Reconciled);

    internal async Task<IrsaBinding> ConditionAsync(IrsaBinding binding, string type, string status, string? reason = null) => (await EventuallyAsync(
        async () => await Client.GetAsync<IrsaBinding>(binding.Metadata.Name, binding.Metadata.NamespaceProperty, Cancel),
        found => found?.Status?.ObservedGeneration == found?.Metadata.Generation
            && found?.Condition(type) is { } condition && condition.Status == status && (reason is null || condition.Reason == reason),
        $"{type}={status}/{reason}"))!;

    /// <summary>Reads again and again until the condition holds.</summary>
    internal async Task<T> EventuallyAsync<T>(Func<Task<T>> read, Func<T, bool> holds, string what)
    {
        var start = Stopwatch.GetTimestamp();
        var interval = new PollInterval();
        while (true)
        {
            var value = await read();
            if (holds(value))
                return value;
            if (Stopwatch.GetElapsedTime(start) > Patience)
                Assert.Fail($"Waited in vain for {what}; last seen: {KubernetesJson.Serialize(value)}\n{Eks.Operator?.LogTail()}");
            await interval.DelayAsync(Cancel);
        }
    }

    internal IamRole Role(IrsaBinding binding) => Assert.IsType<IamRole>(Aws.Account.FindRole(binding.Status.Role!.Name!));

    internal async Task<V1ServiceAccount> CreateServiceAccountAsync(string @namespace, string name) =>
        await Client.CreateAsync(new V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace } }, Cancel);

    internal async Task<V1ServiceAccount?> ServiceAccountAsync(string @namespace, string name) => await Client.GetAsync<V1ServiceAccount>(name, @namespace, Cancel);

    /// <summary>The operator's calls to AWS since a mark of the journal that are about roles of the namespace; derived names begin with it.</summary>
    internal IReadOnlyList<string> Operations(int mark, string @namespace) =>
    [
        .. Aws.Journal.Since(mark)
            .Where(call => OperatorIdentity.IsOperator(call.Principal) && call.Parameters.Values.Any(value => value.StartsWith(@namespace, StringComparison.Ordinal)))
            .Select(call => call.Operation),
    ];

    internal IReadOnlyList<string> Writes(int mark, string @namespace) => [.. Operations(mark, @namespace).Where(IsWrite)];

    internal static bool IsWrite(string operation) =>
        !operation.StartsWith("Get", StringComparison.Ordinal) && !operation.StartsWith("List", StringComparison.Ordinal) && !operation.StartsWith("Describe", StringComparison.Ordinal);
}
