using System.Diagnostics.CodeAnalysis;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Abstractions.Reconciliation.Finalizer;
using KubeOps.Abstractions.Reconciliation.Queue;
using KubeOps.Operator.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KubeOps.Operator.Builder;

/// <summary>Registers controllers and finalizers, and the engine of each entity type once.</summary>
internal sealed class OperatorBuilder(IServiceCollection services, OperatorSettings settings) : IOperatorBuilder
{
    public IServiceCollection Services { get; } = services;

    public OperatorSettings Settings { get; } = settings;

    public IOperatorBuilder AddController<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation, TEntity>()
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        Services.AddScoped<IEntityController<TEntity>, TImplementation>();
        AddEngine<TEntity>();
        return this;
    }

    public IOperatorBuilder AddFinalizer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation, TEntity>(string identifier)
        where TImplementation : class, IEntityFinalizer<TEntity>
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        Services.AddKeyedTransient<IEntityFinalizer<TEntity>, TImplementation>(identifier);
        Services.AddSingleton(new FinalizerRegistration(typeof(TEntity), identifier));
        Services.TryAddTransient<EntityFinalizerAttacher<TImplementation, TEntity>>(provider =>
            (entity, cancellationToken) => entity.Metadata.Finalizers?.Contains(identifier) == true
                ? Task.FromResult(entity)
                : provider.GetRequiredService<FinalizerPatches>().AttachAsync(entity, identifier, cancellationToken));
        AddEngine<TEntity>();
        return this;
    }

    private void AddEngine<TEntity>()
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        if (Services.Any(service => service.ServiceType == typeof(EntityEngine<TEntity>)))
            return;
        Services.AddSingleton<EntityReconciler<TEntity>>();
        Services.AddSingleton<EntityEngine<TEntity>>();
        Services.AddSingleton<IEntityEngine>(provider => provider.GetRequiredService<EntityEngine<TEntity>>());
        Services.TryAddTransient<EntityQueue<TEntity>>(provider => provider.GetRequiredService<EntityEngine<TEntity>>().EnqueueAsync);
    }
}
