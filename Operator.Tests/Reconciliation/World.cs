using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;
using IrsaOperator.Tests.Standins.KubeOps;
using KubeOps.Abstractions.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>
/// An account and a cluster in memory, and the operator's process between them. <see cref="Restart"/> makes a new process;
/// what the account and the cluster hold stays.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The index holds nothing that outlives a test.")]
internal sealed partial class World
    : IRoles, IManagedPolicies, IBindings, IPolicies, IOidcProviders, IServiceAccounts, IAwsAccount, IApiServerIssuer,
        IAccountLimits, IPodIdentities, IServiceAccountTokens, IWebIdentities, IPods, IWorkloads, IBindingStatuses
{
    private readonly Dictionary<(string Namespace, string Name), int> _made = [];
    private readonly ClusterIdentity _identity;
    private Dictionary<string, (ObservedRole Role, DateTimeOffset At)> _known = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, (ExistingRole Role, DateTimeOffset At)> _existing = new(StringComparer.OrdinalIgnoreCase);
    private BindingIndex _index = null!;
    private BindingReconciler _reconciler = null!;
    private BindingRemover _remover = null!;

    /// <summary>An empty world.</summary>
    /// <param name="identity">The cluster; null for the samples'.</param>
    public World(ClusterIdentity? identity = null)
    {
        _identity = identity ?? Sample.Identity;
        Providers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal) { [_identity.ProviderArn] = ["sts.amazonaws.com"] };
        ApiServerIssuer = _identity.Issuer;
        ClusterIssuer = _identity.Issuer;
        ServiceAccounts = new WatchedServiceAccounts((@namespace, name, state) =>
        {
            if (Watches)
                _index.Observe(@namespace, name, state);
        });
        Restart();
    }

    public ReconcilerOptions Options { get; set; } = new() { Planning = Sample.Options };

    /// <summary>The account's roles.</summary>
    public Dictionary<string, ObservedRole> Roles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The account's managed policies, by ARN: whether each only denies; null for one that can't be read.</summary>
    public Dictionary<string, bool?> ManagedPolicies { get; } = new(StringComparer.Ordinal);

    /// <summary>The cluster's bindings, as a list would bring them.</summary>
    public List<IrsaBinding> Bindings { get; } = [];

    /// <summary>Annotations held by other field managers, by key: the manager's name.</summary>
    public Dictionary<string, string> Managers { get; } = new(StringComparer.Ordinal);

    /// <summary>The same for annotations of one ServiceAccount; as with server-side apply, who wants the same value is not in the way.</summary>
    public Dictionary<(string Namespace, string Name, string Key), string> ManagersOf { get; } = [];

    public RoleLimits Limits { get; set; } = RoleLimits.Defaults;

    /// <summary>EKS Pod Identity associations: their ids.</summary>
    public Dictionary<(string Namespace, string ServiceAccount), string> PodIdentities { get; } = [];

    /// <summary>The pods of every ServiceAccount.</summary>
    public List<RunningPod> Pods { get; } = [];

    /// <summary>What is behind them, by the uid of the pods' controller.</summary>
    public Dictionary<string, Workload> Workloads { get; } = new(StringComparer.Ordinal);

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch);

    /// <summary>The providers' client ids, by ARN.</summary>
    public Dictionary<string, HashSet<string>> Providers { get; }

    public WatchedServiceAccounts ServiceAccounts { get; }

    public string ApiServerIssuer { get; set; }

    public string? ClusterIssuer { get; set; }

    /// <summary>The cluster's policies; the watches are the test's business, through <see cref="Book"/>.</summary>
    public List<IrsaPolicy> Policies { get; } = [];

    /// <summary>The labels of namespaces that have some.</summary>
    public Dictionary<string, ImmutableDictionary<string, string>> NamespaceLabels { get; } = new(StringComparer.Ordinal);

    public GuardRailBook Book { get; private set; } = null!;

    /// <summary>What reading policies and namespaces ends with.</summary>
    public Exception? PoliciesError { get; set; }

    /// <summary>Every call, in order: reads begin with a question mark.</summary>
    public List<string> Calls { get; } = [];

    public IEnumerable<string> Writes => Calls.Where(call => !call.StartsWith('?'));

    public List<string> Events { get; } = [];

    /// <summary>The uids of the bindings that the finalizer has let go.</summary>
    public List<string> Released { get; } = [];

    /// <summary>Statuses written in the middle of a reconcile, each with the number of role changes that came before it.</summary>
    public List<(IrsaBindingStatus Status, int Changes)> EarlyStatuses { get; } = [];

    /// <summary>Whether the watch tells of ServiceAccounts; it may be behind.</summary>
    public bool Watches { get; set; } = true;

    /// <summary>What taking off a finalizer ends with.</summary>
    public Exception? ReleaseError { get; set; }

    /// <summary>Called before each call takes effect, with its text; may throw.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Called after each call took effect, with its text; may throw.</summary>
    public Action<string>? After { get; set; }

    public bool Settling { get; set; }

    /// <summary>What the steps log: something went wrong that is no matter of the binding's.</summary>
    public ListLogger<PodsStep> Log { get; } = new();

    /// <summary>What the <see cref="Reporter"/> logs.</summary>
    public ListLogger<BindingReporter> Reports { get; } = new();

    public BindingReporter Reporter { get; private set; } = null!;

    public BindingFinalizer Finalizer { get; private set; } = null!;

    public bool InDoubt { get; set; }

    /// <summary>What a read shows in place of the role that there is.</summary>
    public Func<ObservedRole?, ObservedRole?> Shown { get; set; } = role => role;

    /// <summary>A new process: its caches and its index are empty.</summary>
    public void Restart()
    {
        _known = new Dictionary<string, (ObservedRole Role, DateTimeOffset At)>(StringComparer.OrdinalIgnoreCase);
        _existing = new Dictionary<string, (ExistingRole Role, DateTimeOffset At)>(StringComparer.OrdinalIgnoreCase);
        var index = _index = new BindingIndex(this, Options);
        var metrics = new BindingMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        EventPublisher publish = (_, reason, message, _, _) =>
        {
            Events.Add($"{reason}: {message}");
            return Task.CompletedTask;
        };
        var events = new BindingEvents(publish);
        var identities = new ClusterIdentities(this, this, Options, TimeProvider.System);
        Book = new GuardRailBook(this, Options, TimeProvider.System);
        var guardRails = new GuardRailStep(Book, Options);
        _reconciler = new BindingReconciler(
            new BindingAdmission(index, guardRails),
            identities,
            new RoleSteps(
                new IdentityProviderStep(this, Options, events),
                new RoleStep(this, new RolePlanner(this, this, this), new DriftStep(Options, metrics, events, this, Time), Options, events),
                new ExistingRoleStep(this, Options)),
            new ServiceAccountStep(this, index, new Restorations(Time), metrics, events),
            new BindingChecks(
                new PodIdentityStep(this, Options),
                new PodsStep(new PodLooks(this, index, Options, Time), this, events, Log),
                new TokenExchangeStep(this, this, this, new VerifiedExchanges(Options, Time), Options)));
        Reporter = new BindingReporter(this, events, metrics, Time, Reports);
        _remover = new BindingRemover(identities, this, this, index, events, guardRails);
        Finalizer = new BindingFinalizer(_remover, Reporter, new Requeue(Options), new FinishedRemovals(), this, Options);
    }

    /// <summary>Reconciles the binding and writes its status, as the controller does.</summary>
    public Task<Report> ReconcileAsync(IrsaBinding binding, CancellationToken cancellationToken = default) =>
        ReconcileAsync(binding, asked: null, cancellationToken);

    /// <summary>The same, where the rules were asked for before.</summary>
    public async Task<Report> ReconcileAsync(IrsaBinding binding, AskedRules? asked, CancellationToken cancellationToken)
    {
        if (!Bindings.Exists(other => other.Metadata.Uid == binding.Metadata.Uid))
            Bindings.Add(binding);
        var report = await _reconciler.ReconcileAsync(new BindingView(binding), asked, cancellationToken);
        binding.Status = StatusReport.From(binding, report.Outcome, report.Findings, DateTimeOffset.UnixEpoch);
        return report;
    }

    /// <summary>Looks at a suspended binding and writes its status, as the controller does.</summary>
    public async Task SuspendAsync(IrsaBinding binding, CancellationToken cancellationToken = default)
    {
        if (!Bindings.Exists(other => other.Metadata.Uid == binding.Metadata.Uid))
            Bindings.Add(binding);
        await _reconciler.SuspendAsync(new BindingView(binding), cancellationToken);
        binding.Status = StatusReport.Suspended(binding, "Nothing is touched until suspend is false.", DateTimeOffset.UnixEpoch);
    }

    public Task<Outcome?> RemoveAsync(IrsaBinding binding, CancellationToken cancellationToken = default) =>
        _remover.RemoveAsync(new BindingView(binding), cancellationToken);

    public void AddServiceAccount(string @namespace, string name, string? ownerUid = null) => ServiceAccounts[(@namespace, name)] =
        new ServiceAccountState(NewUid(@namespace, name), "1", ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), [], ownerUid);

    /// <summary>Everything that outlives the process, as text.</summary>
    public string Picture() => string.Join('\n',
    [
        .. Roles.Values.OrderBy(role => role.Definition.Name, StringComparer.Ordinal).Select(role =>
            $"{role.Definition.Name} {role.Definition.Trust} {string.Join(',', role.Definition.ManagedPolicies)} "
            + $"{string.Join(',', role.Definition.InlinePolicies.Select(p => p.Key + p.Value))} {string.Join(',', role.Definition.Tags)}"),
        .. ServiceAccounts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value.OwnerUid} {string.Join(',', pair.Value.Annotations.OrderBy(annotation => annotation.Key, StringComparer.Ordinal))}"),
    ]);

    private Task<T> CallAsync<T>(string call, Func<T> effect)
    {
        Calls.Add(call);
        Before?.Invoke(call);
        var answer = effect();
        After?.Invoke(call);
        return Task.FromResult(answer);
    }
}
