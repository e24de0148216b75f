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
            var configuration = KubernetesClientConfiguration.BuildDefaultConfig();

            // A connection a worker: from sixteen workers on, the one that HTTP/2 shares among them is what they wait for.
            configuration.DisableHttp2 = true;
            return configuration;
        }
        catch (Exception error) when (error is not KubeConfigException)
        {
            // A file that is no YAML, a certificate that is none, a path that may not be read: each throws its own kind.
            throw new KubeConfigException(error.Message, error);
        }
    }
}
