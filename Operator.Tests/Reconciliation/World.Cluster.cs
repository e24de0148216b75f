using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>What the cluster answers.</summary>
internal sealed partial class World
{
    IAsyncEnumerable<IrsaBinding> IBindings.ListAsync(CancellationToken cancellationToken) => Bindings.ToArray().ToAsyncEnumerable();

    Task<bool> IBindings.ExistsAsync(IrsaBinding binding, CancellationToken cancellationToken) =>
        Task.FromResult(Bindings.Exists(other => other.Metadata.Uid == binding.Metadata.Uid));

    Task IBindings.ReleaseAsync(IrsaBinding binding, string finalizer, CancellationToken cancellationToken)
    {
        if (ReleaseError is { } error)
            return Task.FromException(error);
        Released.Add(binding.Metadata.Uid);
        return Task.CompletedTask;
    }

    Task<ServiceAccountState?> IServiceAccounts.GetAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        CallAsync("?service account", () => ServiceAccounts.GetValueOrDefault((@namespace, name)));

    Task<bool> IServiceAccounts.TryCreateAsync(IrsaBinding binding, string name, ServiceAccountPlan plan, CancellationToken cancellationToken) =>
        CallAsync("create service account", () =>
        {
            var key = (binding.Metadata.NamespaceProperty, name);
            if (ServiceAccounts.ContainsKey(key))
                return false;
            ServiceAccounts[key] = new ServiceAccountState(
                NewUid(key.NamespaceProperty, name), "1", plan.Annotations.ToImmutableDictionary(StringComparer.Ordinal), [.. plan.Annotations.Keys], binding.Metadata.Uid);
            return true;
        });

    Task<ApplyResult> IServiceAccounts.ApplyAsync(
        IrsaBinding binding, string name, ServiceAccountState current, ServiceAccountPlan plan, bool force, CancellationToken cancellationToken) =>
        CallAsync($"apply {plan.Annotations.Count} annotations{(force ? " by force" : "")}", () =>
        {
            var key = (binding.Metadata.NamespaceProperty, name);
            if (!ServiceAccounts.TryGetValue(key, out var now) || now.Uid != current.Uid)
                return ApplyResult.Missing;
            var held = plan.Annotations.Keys.Where(Managers.ContainsKey).ToList();
            if (held.Count > 0 && !force)
                throw new FieldConflictException([.. held.Select(annotation => new FieldConflict(Managers[annotation], $".metadata.annotations.{annotation}"))], new InvalidOperationException());
            held.ForEach(annotation => Managers.Remove(annotation));
            var others = plan.Annotations
                .Where(annotation => ManagersOf.ContainsKey((key.NamespaceProperty, name, annotation.Key)) && now.Annotations.GetValueOrDefault(annotation.Key) != annotation.Value)
                .Select(annotation => (key.NamespaceProperty, name, annotation.Key)).ToList();
            if (others.Count > 0 && !force)
                throw new FieldConflictException([.. others.Select(other => new FieldConflict(ManagersOf[other], $".metadata.annotations.{other.Key}"))], new InvalidOperationException());
            others.ForEach(other => ManagersOf.Remove(other));
            ServiceAccounts[key] = now with
            {
                Annotations = now.Annotations.RemoveRange(now.OurAnnotationKeys).SetItems(plan.Annotations),
                OurAnnotationKeys = [.. plan.Annotations.Keys],
            };
            return ApplyResult.Applied;
        });

    Task<ApplyResult> IServiceAccounts.RestoreAsync(
        string @namespace, string name, ServiceAccountState current, Overridden overridden, CancellationToken cancellationToken) =>
        CallAsync("restore annotations", () =>
        {
            ServiceAccounts[(@namespace, name)] = current with
            {
                Annotations = current.Annotations.RemoveRange(current.OurAnnotationKeys).SetItems(overridden.Annotations),
                OurAnnotationKeys = [],
            };
            return ApplyResult.Applied;
        });

    Task<bool> IServiceAccounts.TryDeleteAsync(string @namespace, string name, string uid, string resourceVersion, CancellationToken cancellationToken) =>
        CallAsync("delete service account", () =>
        {
            if (!ServiceAccounts.TryGetValue((@namespace, name), out var now))
                return true;
            return now.Uid == uid && now.ResourceVersion == resourceVersion && ServiceAccounts.Remove((@namespace, name));
        });

    Task IServiceAccounts.DeleteAsync(string @namespace, string name, string uid, CancellationToken cancellationToken) =>
        CallAsync("delete service account", () => ServiceAccounts.Remove((@namespace, name)));

    Task<string> IApiServerIssuer.GetAsync(CancellationToken cancellationToken) => CallAsync("?issuer", () => ApiServerIssuer);

    Task<IReadOnlyList<IrsaPolicy>> IPolicies.ListAsync(CancellationToken cancellationToken) =>
        PoliciesError is { } error ? Task.FromException<IReadOnlyList<IrsaPolicy>>(error) : Task.FromResult<IReadOnlyList<IrsaPolicy>>([.. Policies]);

    Task<IReadOnlyList<NamespaceState>> IPolicies.ListNamespacesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NamespaceState>>([.. NamespaceLabels.Select(labels => new NamespaceState(labels.Key, Version: null, labels.Value))]);

    Task<NamespaceState?> IPolicies.FindNamespaceAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<NamespaceState?>(new NamespaceState(
            name, Version: null, NamespaceLabels.GetValueOrDefault(name) ?? ImmutableDictionary.Create<string, string>(StringComparer.Ordinal)));

    IrsaBindingStatus? IBindingStatuses.Latest(IrsaBinding binding) => binding.Status;

    Task IBindingStatuses.WriteAsync(IrsaBinding binding, IrsaBindingStatus status, CancellationToken cancellationToken)
    {
        EarlyStatuses.Add((status, Writes.Count()));
        return Task.CompletedTask;
    }

    void IBindingStatuses.Forget(IrsaBinding binding)
    {
    }

    Task<string> IServiceAccountTokens.RequestAsync(string @namespace, string serviceAccount, string audience, CancellationToken cancellationToken) =>
        CallAsync("?token", () => $"token of {@namespace}/{serviceAccount} for {audience}");

    Task<IReadOnlyList<RunningPod>> IPods.ListAsync(string @namespace, string serviceAccount, bool mayBeShared, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<RunningPod>>("?pods", () => [.. Pods]);

    Task<Workload?> IWorkloads.FindAsync(string @namespace, PodController controller, CancellationToken cancellationToken) =>
        CallAsync($"?{controller.Kind}", () => Workloads.GetValueOrDefault(controller.Uid));

    Task<ApplyResult> IWorkloads.RestartAsync(string @namespace, Workload workload, string roleArn, CancellationToken cancellationToken) =>
        CallAsync($"restart {workload.Title}", () =>
        {
            foreach (var (uid, found) in Workloads.Where(pair => pair.Value.Uid == workload.Uid).ToList())
                Workloads[uid] = found with { RestartedFor = roleArn };
            return ApplyResult.Applied;
        });

    // One that is made anew is another one.
    private string NewUid(string @namespace, string name)
    {
        var times = _made.GetValueOrDefault((@namespace, name));
        _made[(@namespace, name)] = times + 1;
        return times == 0 ? $"uid-{name}" : $"uid-{name}-{times}";
    }
}
