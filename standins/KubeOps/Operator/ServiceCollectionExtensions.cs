using System.Diagnostics;
using System.Diagnostics.Metrics;
using k8s;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Events;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Builder;
using KubeOps.Operator.Engine;
using KubeOps.Operator.Events;
using KubeOps.Operator.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KubeOps.Operator;

/// <summary>Adds an operator to a program.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds the engine; whatever is registered already, such as a client of one's own, is taken.</summary>
    public static IOperatorBuilder AddKubernetesOperator(this IServiceCollection services, Action<OperatorSettingsBuilder>? configure = null)
    {
        var builder = new OperatorSettingsBuilder();
        configure?.Invoke(builder);
        var settings = builder.Build();

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(settings);
        services.TryAddSingleton(_ => new ActivitySource(settings.Name));
        services.TryAddSingleton(_ => KubernetesClientConfiguration.BuildDefaultConfig());
        services.TryAddSingleton<IKubernetes>(provider => new Kubernetes(provider.GetRequiredService<KubernetesClientConfiguration>()));
        services.TryAddSingleton<IKubernetesClient>(provider => new global::KubeOps.KubernetesClient.KubernetesClient(
            provider.GetRequiredService<KubernetesClientConfiguration>(), provider.GetRequiredService<IKubernetes>()));
        if (settings.EnableMetrics)
            services.TryAddSingleton(provider => new OperatorMetrics(provider.GetRequiredService<IMeterFactory>(), settings.Name));

        services.TryAddSingleton<EventWriter>();
        services.TryAddSingleton<IEventPublisherFactory>(provider => provider.GetRequiredService<EventWriter>());
        services.TryAddTransient<EventPublisher>(provider => provider.GetRequiredService<IEventPublisherFactory>().Create());
        services.TryAddSingleton<FinalizerPatches>();
        services.TryAddSingleton(provider => new EngineParts(
            Transport(provider.GetRequiredService<IKubernetesClient>()),
            settings,
            provider.GetService<OperatorMetrics>(),
            provider.GetRequiredService<ActivitySource>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<EngineHost>();
        return new OperatorBuilder(services, settings);
    }

    // A client of somebody's own making keeps its settings to itself.
    private static ApiTransport Transport(IKubernetesClient client) =>
        client is global::KubeOps.KubernetesClient.KubernetesClient ours ? ours.Transport : new ApiTransport(client.ApiClient);
}
