using System.Collections.Immutable;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>What the account answers.</summary>
internal sealed partial class World
{
    ObservedRole? IRoles.Known(string name) => _known.GetValueOrDefault(name).Role;

    bool IRoles.IsSettling(string name) => Settling;

    void IRoles.Release(string name)
    {
        _known.Remove(name);
        _existing.Remove(name);
    }

    bool IRoles.IsInDoubt(string name) => InDoubt;

    Task<ObservedRole?> IRoles.ObserveAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        // What this process knows is a minute old at least, to whoever asks.
        if (_known.TryGetValue(name, out var known) && maxAge > TimeSpan.FromMinutes(1) + (Time.GetUtcNow() - known.At))
            return Task.FromResult<ObservedRole?>(known.Role);
        return CallAsync($"?role {name}", () =>
        {
            var role = Shown(Roles.GetValueOrDefault(name));
            _known.Remove(name);
            if (role is not null)
                _known[name] = (role, Time.GetUtcNow());
            return role;
        });
    }

    Task<ObservedRole?> IRoles.ReadAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken) =>
        ((IRoles)this).ObserveAsync(name, TimeSpan.Zero, cancellationToken);

    Task<ObservedRole?> IRoles.ReadHeadAsync(string name, CancellationToken cancellationToken) => CallAsync($"?head of role {name}", () =>
    {
        var role = Shown(Roles.GetValueOrDefault(name));
        return role is null ? null : role with { Definition = role.Definition with { ManagedPolicies = [], InlinePolicies = role.Definition.InlinePolicies.Clear() } };
    });

    Task<ExistingRole?> IRoles.FindAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (_existing.TryGetValue(name, out var known) && Time.GetUtcNow() - known.At < maxAge)
            return Task.FromResult<ExistingRole?>(known.Role);
        return CallAsync($"?existing role {name}", () =>
        {
            _existing.Remove(name);
            if (!Roles.TryGetValue(name, out var role))
                return null;
            _existing[name] = (ExistingRole.Of(role), Time.GetUtcNow());
            return ExistingRole.Of(role);
        });
    }

    Task<bool?> IManagedPolicies.OnlyDeniesAsync(string policyArn, CancellationToken cancellationToken) =>
        CallAsync($"?policy {policyArn}", () => ManagedPolicies.GetValueOrDefault(policyArn, false));

    Task<ObservedRole?> IRoles.ApplyAsync(string name, RoleAction action, CancellationToken cancellationToken) =>
        CallAsync<ObservedRole?>(RoleActions.Describe(action), () =>
        {
            if (action is RoleAction.Create && Roles.ContainsKey(name))
                throw new AwsException(AwsErrorKind.AlreadyExists, "CreateRole", "EntityAlreadyExists", "It exists.");
            if (action is not RoleAction.Create && !Roles.ContainsKey(name) && !IsRemoval(action))
            {
                _known.Remove(name);
                throw new AwsException(AwsErrorKind.NotFound, action.GetType().Name, "NoSuchEntity", $"The role with name {name} cannot be found.");
            }

            if (action is RoleAction.Delete && Roles.GetValueOrDefault(name) is { } doomed && (!doomed.Definition.ManagedPolicies.IsEmpty || !doomed.Definition.InlinePolicies.IsEmpty))
                throw new AwsException(AwsErrorKind.Busy, "DeleteRole", "DeleteConflict", "Cannot delete entity, must detach all policies first.");
            var after = FakeRole.Apply(Roles.GetValueOrDefault(name), action);
            Roles.Remove(name);
            _known.Remove(name);
            if (after is not null)
            {
                Roles[name] = after;
                _known[name] = (after, Time.GetUtcNow());
            }

            return after;
        });

    Task<IReadOnlySet<string>?> IOidcProviders.GetClientIdsAsync(string providerArn, string wanted, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlySet<string>?>("?provider", () => Providers.GetValueOrDefault(providerArn));

    Task IOidcProviders.CreateAsync(string providerArn, string issuer, string clientId, CancellationToken cancellationToken) =>
        CallAsync("create provider", () => Providers[providerArn] = [clientId]);

    Task IOidcProviders.AddClientIdAsync(string providerArn, string clientId, CancellationToken cancellationToken) =>
        CallAsync("add client id", () => Providers[providerArn].Add(clientId));

    Task<(string Partition, string Account)> IAwsAccount.GetCallerAsync(CancellationToken cancellationToken) =>
        CallAsync("?caller", () => (_identity.Partition, _identity.Account));

    Task<string?> IAwsAccount.GetClusterIssuerAsync(string clusterName, CancellationToken cancellationToken) => CallAsync("?cluster", () => ClusterIssuer);

    // Asked at most once an hour, and shared: not counted as a binding's call.
    Task<RoleLimits> IAccountLimits.GetAsync(CancellationToken cancellationToken) => Task.FromResult(Limits);

    Task<string?> IPodIdentities.FindAsync(string clusterName, string @namespace, string serviceAccount, CancellationToken cancellationToken) =>
        Task.FromResult(PodIdentities.GetValueOrDefault((@namespace, serviceAccount)));

    Task IWebIdentities.TryAsync(string roleArn, string token, CancellationToken cancellationToken) => CallAsync($"?exchange {token}", () => true);

    // What is gone already needs no removal.
    private static bool IsRemoval(RoleAction action) => action
        is RoleAction.DeleteBoundary or RoleAction.Detach or RoleAction.DeleteInline or RoleAction.LeaveInstanceProfiles or RoleAction.Delete;
}
