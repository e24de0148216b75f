using Amazon;
using Amazon.EKS;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SecurityToken;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Reconciliation;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Operator;

namespace IrsaOperator.Hosting;

/// <summary>What hangs on what.</summary>
internal static class OperatorServices
{
    public static void AddOperator(this IServiceCollection services, OperatorOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Reconciler);
        services.AddAws(options);
        services.AddCluster();
        services.AddReconciliation();
        services
            .AddKubernetesOperator(settings => settings
                .WithName(OperatorHost.NameOf(options))
                // Other shards' bindings are watched as well, and nothing is written to them.
                .WithAutoAttachFinalizers(false)
                .WithAutoDetachFinalizers(false)
                .WithLeaderElection(options.LeaderElect ? LeaderElectionType.Single : LeaderElectionType.None)
                .WithParallelReconciliation(parallel => parallel.WithMaxParallelReconciliations(options.MaxParallelReconciles)))
            .AddController<BindingController, IrsaBinding>()
            .AddFinalizer<BindingFinalizer, IrsaBinding>(WellKnown.Finalizer)
            .AddController<ServiceAccountController, WatchedServiceAccount>()
            .AddController<PolicyController, IrsaPolicy>()
            .AddController<NamespaceController, V1Namespace>();
    }

    private static void AddCluster(this IServiceCollection services)
    {
        services.AddSingleton<IServiceAccounts, ServiceAccounts>();
        services.AddSingleton<IServiceAccountTokens, ServiceAccountTokens>();
        services.AddSingleton<IPods, Pods>();
        services.AddSingleton<IWorkloads, Workloads>();
        services.AddSingleton<IBindings, Bindings>();
        services.AddSingleton<IBindingStatuses, BindingStatuses>();
        services.AddSingleton<IPolicies, Policies>();
        services.AddSingleton<IApiServerIssuer, ApiServerIssuer>();
    }

    private static void AddReconciliation(this IServiceCollection services)
    {
        services.AddSingleton<ClusterIdentities>();
        services.AddSingleton<BindingIndex>();
        services.AddSingleton<IRoleDemand>(provider => provider.GetRequiredService<BindingIndex>());
        services.AddSingleton<GuardRailBook>();
        services.AddSingleton<GuardRailStep>();
        services.AddSingleton<BindingMetrics>();
        services.AddSingleton<Restorations>();
        services.AddSingleton<VerifiedExchanges>();
        services.AddSingleton<FinishedRemovals>();
        services.AddSingleton<Requeue>();
        services.AddSingleton<BindingMemory>();
        services.AddSingleton<BindingWaker>();
        services.AddSingleton<BindingEvents>();
        services.AddSingleton<IdentityProviderStep>();
        services.AddSingleton<RolePlanner>();
        services.AddSingleton<RoleStep>();
        services.AddSingleton<DriftStep>();
        services.AddSingleton<ExistingRoleStep>();
        services.AddSingleton<PodIdentityStep>();
        services.AddSingleton<PodLooks>();
        services.AddSingleton<PodsStep>();
        services.AddSingleton<TokenExchangeStep>();
        services.AddSingleton<ServiceAccountStep>();
        services.AddSingleton<BindingAdmission>();
        services.AddSingleton<RoleSteps>();
        services.AddSingleton<BindingChecks>();
        services.AddSingleton<BindingReconciler>();
        services.AddSingleton<BindingRemover>();
        services.AddSingleton<BindingReporter>();
        services.AddSingleton<BindingFarewell>();
    }

    private static void AddAws(this IServiceCollection services, OperatorOptions options)
    {
        SdkDependencies.Register();
        services.AddSingleton(options.AwsCalls);
        services.AddSingleton<AwsMetrics>();
        services.AddSingleton<AwsCalls>();
        services.AddSingleton<RoleCache>();
        services.AddSingleton<IamRoleReader>();
        services.AddSingleton(provider => new RoleSweepScope(
            options.Reconciler.Planning.RolePath, provider.GetRequiredService<IRoleDemand>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RoleSweep>();
        services.AddSingleton<IManagedPolicies, IamManagedPolicies>();
        services.AddSingleton<IAccountLimits, IamAccountLimits>();
        services.AddSingleton<IPodIdentities, EksPodIdentities>();
        services.AddSingleton<IWebIdentities>(provider => new StsWebIdentities(
            new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), Configure(new AmazonSecurityTokenServiceConfig(), options)),
            provider.GetRequiredService<AwsCalls>()));
        services.AddSingleton<IRoles, IamRoles>();
        services.AddSingleton<IOidcProviders, IamOidcProviders>();
        services.AddSingleton<IAwsAccount, AwsAccount>();

        // Made here and now: a missing region is told in one sentence, before anything is started.
        services.AddSingleton<IAmazonIdentityManagementService>(
            new AmazonIdentityManagementServiceClient(Configure(new AmazonIdentityManagementServiceConfig(), options)));
        services.AddSingleton<IAmazonEKS>(new AmazonEKSClient(Configure(new AmazonEKSConfig(), options)));
        services.AddSingleton<IAmazonSecurityTokenService>(
            new AmazonSecurityTokenServiceClient(Configure(new AmazonSecurityTokenServiceConfig(), options)));
    }

    private static TConfig Configure<TConfig>(TConfig config, OperatorOptions options)
        where TConfig : ClientConfig
    {
        // Retries, pacing and timeouts are AwsCalls' business: the SDK's own retries would multiply with them, and its timeout
        // is there only in case ours is not heard.
        config.MaxErrorRetry = 0;
        config.Timeout = options.AwsCalls.AttemptTimeout + TimeSpan.FromSeconds(5);
        if (options.AwsRegion is { } region)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return config;
    }
}
