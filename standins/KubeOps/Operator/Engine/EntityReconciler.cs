using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Abstractions.Reconciliation.Finalizer;
using Microsoft.Extensions.DependencyInjection;

namespace KubeOps.Operator.Engine;

/// <summary>Carries out one run of one object: finalizers, controllers, each in a scope of its own.</summary>
internal sealed class EntityReconciler<TEntity>(
    IServiceScopeFactory scopes, FinalizerPatches patches, OperatorSettings settings, IEnumerable<FinalizerRegistration> registrations)
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly string[] _finalizers =
        [.. registrations.Where(registration => registration.EntityType == typeof(TEntity)).Select(registration => registration.Identifier)];

    /// <summary>Brings the world to what the object asks for, or cleans up when it is being deleted.</summary>
    /// <param name="entity">The newest state of the object.</param>
    /// <param name="written">Hears of every newer state that a write of ours brought.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public Task<ReconciliationResult<TEntity>> ReconcileAsync(TEntity entity, Action<TEntity> written, CancellationToken cancellationToken) =>
        entity.Metadata.DeletionTimestamp is null
            ? ControlAsync(entity, written, cancellationToken)
            : FinalizeAsync(entity, written, cancellationToken);

    /// <summary>Tells the controllers that the object's life has ended.</summary>
    public Task<ReconciliationResult<TEntity>> DeletedAsync(TEntity entity, CancellationToken cancellationToken) =>
        EachControllerAsync(entity, controller => controller.DeletedAsync(entity, cancellationToken));

    private async Task<ReconciliationResult<TEntity>> ControlAsync(TEntity entity, Action<TEntity> written, CancellationToken cancellationToken)
    {
        if (settings.AutoAttachFinalizers)
        {
            foreach (var identifier in _finalizers.Where(identifier => entity.Metadata.Finalizers?.Contains(identifier) != true))
            {
                entity = await patches.AttachAsync(entity, identifier, cancellationToken);
                written(entity);
            }
        }

        return await EachControllerAsync(entity, controller => controller.ReconcileAsync(entity, cancellationToken));
    }

    private async Task<ReconciliationResult<TEntity>> FinalizeAsync(TEntity entity, Action<TEntity> written, CancellationToken cancellationToken)
    {
        foreach (var identifier in _finalizers.Where(identifier => entity.Metadata.Finalizers?.Contains(identifier) == true))
        {
            await using var scope = scopes.CreateAsyncScope();
            var finalizer = scope.ServiceProvider.GetRequiredKeyedService<IEntityFinalizer<TEntity>>(identifier);
            var result = await finalizer.FinalizeAsync(entity, cancellationToken);
            if (!result.IsSuccess)
                return result;
            if (!settings.AutoDetachFinalizers)
                continue;
            if (await patches.DetachAsync(entity, identifier, cancellationToken) is not { } after)
                break;
            entity = after;
            written(entity);
        }

        return ReconciliationResult<TEntity>.Success(entity);
    }

    /// <summary>Every controller is asked; the first failure, and the earliest time, are the answer.</summary>
    private async Task<ReconciliationResult<TEntity>> EachControllerAsync(
        TEntity entity, Func<IEntityController<TEntity>, Task<ReconciliationResult<TEntity>>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        ReconciliationResult<TEntity>? failure = null;
        TimeSpan? earliest = null;
        foreach (var controller in scope.ServiceProvider.GetServices<IEntityController<TEntity>>())
        {
            var result = await ask(controller);
            failure ??= result.IsSuccess ? null : result;
            if (result.RequeueAfter is { } after && (earliest is null || after < earliest))
                earliest = after;
        }

        return failure ?? ReconciliationResult<TEntity>.Success(entity, earliest);
    }
}
