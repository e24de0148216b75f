using System.Globalization;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Sandbox.PodIdentity;
using IrsaOperator.Sandbox.Stack;
using k8s;

namespace IrsaOperator.Sandbox.Local;

/// <summary>An EKS cluster and its AWS account on this machine: control plane, AWS emulator, pod identity webhook, and the operator in it.</summary>
internal sealed class LocalEks : IAsyncDisposable
{
    private readonly LocalEksOptions _options;
    private readonly ScratchFolder _scratch = ControlPlane.ScratchFolder.Create();
    private readonly Stack<IAsyncDisposable> _owned = new();
    private LocalControlPlane? _controlPlane;
    private AwsEmulator? _aws;
    private PodIdentityWebhook? _webhook;
    private ManifestApplier? _manifests;
    private IKubernetes? _client;
    private string _handMadeRoleArn = "";
    private DeployedStack? _stack;

    private LocalEks(LocalEksOptions options) => _options = options;

    public LocalControlPlane Plane => Started(_controlPlane);

    public AwsEmulator Aws => Started(_aws);

    public PodIdentityWebhook Webhook => Started(_webhook);

    /// <summary>Applies YAML as the administrator.</summary>
    public ManifestApplier Manifests => Started(_manifests);

    /// <summary>The administrator's client.</summary>
    public IKubernetes Client => Started(_client);

    /// <summary>The running operator; null before it is started and after it was stopped.</summary>
    public OperatorProcess? Operator { get; private set; }

    /// <summary>
    /// True starts the operator with a role that is made by hand of config/aws/operator-policy.json, and without a boundary, as in
    /// a cluster that was there before; false with what the template brings. Without a template it is always true.
    /// </summary>
    public bool ByHand { get; set; }

    public string OperatorRoleArn => StackInUse?.OperatorRoleArn ?? _handMadeRoleArn;

    public string Region => _options.Region;

    public string ClusterName => _stack?.ClusterName ?? _options.ClusterName;

    /// <summary>The template's outputs; null when there was no template.</summary>
    public DeployedStack? Stack => _stack;

    /// <summary>The operator's options for this cluster.</summary>
    public IReadOnlyList<string> ClusterArguments => StackInUse?.OperatorArguments ?? ["--cluster-name", ClusterName];

    private DeployedStack? StackInUse => ByHand ? null : _stack;

    /// <summary>Files of this run; removed at its end.</summary>
    public string Folder => _scratch.Path;

    /// <summary>Starts everything in turn. What was started before a failure or a cancellation is stopped again.</summary>
    public static async Task<LocalEks> StartAsync(LocalEksOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var eks = new LocalEks(options);
        try
        {
            await eks.StartPartsAsync(progress, cancellationToken);
            return eks;
        }
        catch
        {
            await eks.DisposeAsync();
            throw;
        }
    }

    /// <summary>A kubeconfig for the administrator.</summary>
    public string AdminKubeconfig() => Plane.Kubeconfig(Plane.AdminToken, "admin");

    /// <summary>Starts the operator, with more flags on top of those of the options, and waits until it is ready.</summary>
    public async Task<OperatorProcess> StartOperatorAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (Operator is not null)
            throw new InvalidOperationException("The operator runs already.");
        return Operator = await OperatorProcess.StartAsync(
            new OperatorProcessOptions
            {
                ControlPlane = Plane,
                AwsEndpoint = Aws.Endpoint,
                Region = Region,
                RoleArn = OperatorRoleArn,
                Folder = Folder,
                Arguments = [.. ClusterArguments, .. AuditArguments(), .. _options.OperatorArguments, .. arguments],
            },
            cancellationToken);
    }

    /// <summary>Asks the operator to end, and waits for it.</summary>
    public Task StopOperatorAsync() => EndOperatorAsync(running => running.StopAsync());

    /// <summary>Ends the operator as a crash would.</summary>
    public Task KillOperatorAsync() => EndOperatorAsync(running => running.KillAsync());

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        while (_owned.TryPop(out var part))
            await part.DisposeAsync();
        _client?.Dispose();
        _scratch.Dispose();
    }

    private static T Started<T>(T? part)
        where T : class => part ?? throw new InvalidOperationException("The local EKS has not started.");

    private async Task StartPartsAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        _controlPlane = _options.ControlPlane ?? Own(await LocalControlPlane.StartAsync(
            new LocalControlPlaneOptions { Region = Region }, progress, cancellationToken));
        _client = _controlPlane.AdminClient();
        var http = ServerReadiness.Trusting(_controlPlane.CaPem);
        Own(new Disposal(http));
        _manifests = new ManifestApplier(http, _controlPlane.Url, _controlPlane.AdminToken);

        progress.Report("starting the AWS emulator");
        await StartAwsAsync(cancellationToken);
        progress.Report($"account {Aws.Options.AccountId} in {Region} answers at {Aws.Endpoint}");
        if (_options.Template is { } template)
            progress.Report($"the operator's role, policy and boundary are those of {Path.GetFileName(template)}");

        _webhook = Own(await PodIdentityWebhook.StartAsync(_controlPlane, new PodIdentityWebhookOptions { Region = Region }, cancellationToken));
        progress.Report($"the pod identity webhook is registered at {_webhook.Url}");

        await OperatorInstallation.ApplyAsync(_controlPlane, _client, _manifests, cancellationToken);
        progress.Report("config/crd and config/rbac are applied");
        if (!_options.WithOperator)
            return;
        var running = await StartOperatorAsync([], cancellationToken);
        progress.Report($"the operator is ready at {running.Url}, as {OperatorIdentity.Subject}");
    }

    private async Task StartAwsAsync(CancellationToken cancellationToken)
    {
        _aws = Own(await AwsEmulator.StartAsync(
            new AwsEmulatorOptions
            {
                Region = Region,
                ClusterName = _options.ClusterName,
                Issuer = Plane.Issuer,
                Jwks = Plane.GetJwksAsync,
                JournalFile = _options.JournalFile,
                TimeProvider = _options.TimeProvider,
            },
            cancellationToken));
        if (_options.Template is { } template)
        {
            _aws.Account.RemoveCluster(_options.ClusterName);
            _stack = StackDeployment.Deploy(_aws, StackTemplate.Read(template), Plane.Issuer);
            if (_stack.OperatorSubject != OperatorIdentity.Subject)
                throw new StackException($"The template's operator role trusts {_stack.OperatorSubject}; the sandbox runs the operator as {OperatorIdentity.Subject}.");
        }

        var provider = _aws.Account.OidcProviders is [var known, ..] ? known : _aws.Account.AddOidcProvider(Plane.Issuer, OperatorIdentity.Audience);
        var policy = await File.ReadAllTextAsync(ConfigFiles.OperatorPolicy, cancellationToken);
        _handMadeRoleArn = OperatorRole.Add(_aws.Account, provider, policy).Arn;
        _aws.Account.ChangeCluster(ClusterName, cluster => cluster with { Endpoint = Plane.Url.ToString() });
    }

    private string[] AuditArguments() =>
        _options.AuditInterval is { } interval ? ["--audit-interval", $"{interval.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}s"] : [];

    private async Task EndOperatorAsync(Func<OperatorProcess, Task> end)
    {
        if (Operator is not { } running)
            return;
        Operator = null;
        await end(running);
        await running.DisposeAsync();
    }

    private T Own<T>(T part)
        where T : IAsyncDisposable
    {
        _owned.Push(part);
        return part;
    }
}
