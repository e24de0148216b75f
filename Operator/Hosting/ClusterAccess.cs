using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Exceptions;

namespace IrsaOperator.Hosting;

/// <summary>Which cluster to talk to, and as whom.</summary>
internal static class ClusterAccess
{
    private const string Variable = "KUBECONFIG";

    /// <summary>What KUBECONFIG, ~/.kube/config or the pod names, in this order.</summary>
    /// <exception cref="KubeConfigException">It can't be used.</exception>
    public static KubernetesClientConfiguration Load()
    {
        // Set and empty means not set, as for kubectl.
        if (Environment.GetEnvironmentVariable(Variable) is { Length: 0 })
            Environment.SetEnvironmentVariable(Variable, value: null);
        try
        {
            var configuration = Named(Environment.GetEnvironmentVariable(Variable) ?? KubernetesClientConfiguration.KubeConfigDefaultLocation);

            // A connection a worker: from sixteen workers on, the one that HTTP/2 shares among them is what they wait for.
            configuration.DisableHttp2 = true;
            if (configuration.SslCaCerts is { Count: > 0 } authorities)
                configuration.FirstMessageHandlerSetup += handler => handler.SslOptions.CertificateChainPolicy = Trusting(authorities);
            return configuration;
        }
        catch (Exception error) when (error is not KubeConfigException)
        {
            // A file that is no YAML, a certificate that is none, a path that may not be read: each throws its own kind.
            throw new KubeConfigException(error.Message, error);
        }
    }

    /// <summary>What the kubeconfig files say, or the pod where there are none.</summary>
    internal static KubernetesClientConfiguration Named(string paths)
    {
        if (Kubeconfig.Read(paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) is { } kubeconfig)
            return KubernetesClientConfiguration.BuildConfigFromConfigObject(kubeconfig);
        return KubernetesClientConfiguration.IsInCluster()
            ? KubernetesClientConfiguration.InClusterConfig()
            : throw new KubeConfigException($"there is no {paths}, and this is no pod");
    }

    /// <summary>
    /// The cluster's own authority and no other, as for kubectl: the library is content with a certificate that the machine's
    /// authorities vouch for, and asks for the cluster's only when they don't.
    /// </summary>
    private static X509ChainPolicy Trusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
