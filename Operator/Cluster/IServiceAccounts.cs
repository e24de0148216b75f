using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Cluster;

/// <summary>The cluster's ServiceAccounts.</summary>
internal interface IServiceAccounts
{
    Task<ServiceAccountState?> GetAsync(string @namespace, string name, CancellationToken cancellationToken);

    /// <summary>Makes the ServiceAccount, owned by the binding and annotated at once.</summary>
    /// <returns>False when there is one: it was left as it is.</returns>
    Task<bool> TryCreateAsync(IrsaBinding binding, string name, ServiceAccountPlan plan, CancellationToken cancellationToken);

    /// <summary>
    /// Applies our annotations, and no other field, on exactly this ServiceAccount; annotations that we applied before
    /// and that are no longer in the plan go away.
    /// </summary>
    /// <exception cref="FieldConflictException">Somebody else holds one of them with another value, and force is false.</exception>
    Task<ApplyResult> ApplyAsync(
        IrsaBinding binding, string name, ServiceAccountState current, ServiceAccountPlan plan, bool force, CancellationToken cancellationToken);

    /// <summary>Removes our annotations from exactly this ServiceAccount, in this very state, and puts back what they took the place of.</summary>
    Task<ApplyResult> RestoreAsync(string @namespace, string name, ServiceAccountState current, Overridden overridden, CancellationToken cancellationToken);

    /// <summary>Deletes exactly this ServiceAccount in this very state; one that is gone already is fine.</summary>
    /// <returns>False when it is another one, or has changed: it was left as it is.</returns>
    Task<bool> TryDeleteAsync(string @namespace, string name, string uid, string resourceVersion, CancellationToken cancellationToken);

    /// <summary>Deletes exactly this ServiceAccount; one that is gone already is fine.</summary>
    Task DeleteAsync(string @namespace, string name, string uid, CancellationToken cancellationToken);
}
