using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using YamlDotNet.Serialization;

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
            var configuration = FromOneFile(Environment.GetEnvironmentVariable(Variable) ?? KubernetesClientConfiguration.KubeConfigDefaultLocation)
                ?? KubernetesClientConfiguration.BuildDefaultConfig();

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

    /// <summary>
    /// The kubeconfig where it is one file, the common case: the library's own reader looks through all types of the Kubernetes
    /// API for names that it might need, which takes a fifth of the operator's start and ten megabytes for good.
    /// </summary>
    internal static KubernetesClientConfiguration? FromOneFile(string path)
    {
        if (path.Contains(Path.PathSeparator) || !File.Exists(path))
            return null;
        using var text = File.OpenText(path);
        var kubeconfig = new DeserializerBuilder().IgnoreUnmatchedProperties().Build().Deserialize<K8SConfiguration>(text)
            ?? throw new KubeConfigException($"{path} is empty");

        // What the paths in it are relative to.
        kubeconfig.FileName = Path.GetFullPath(path);
        return KubernetesClientConfiguration.BuildConfigFromConfigObject(kubeconfig);
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
