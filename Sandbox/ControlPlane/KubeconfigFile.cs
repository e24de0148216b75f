using System.Text;
using k8s;
using k8s.KubeConfigModels;

namespace IrsaOperator.Sandbox.ControlPlane;

internal static class KubeconfigFile
{
    private const string ClusterName = "irsa-sandbox";

    public static string Write(Uri server, string caPem, string token, string userName)
    {
        var context = $"{userName}@{ClusterName}";
        return KubernetesYaml.Serialize(new K8SConfiguration
        {
            ApiVersion = "v1",
            Kind = "Config",
            CurrentContext = context,
            Clusters =
            [
                new k8s.KubeConfigModels.Cluster
                {
                    Name = ClusterName,
                    ClusterEndpoint = new ClusterEndpoint
                    {
                        Server = server.ToString(),
                        CertificateAuthorityData = Convert.ToBase64String(Encoding.UTF8.GetBytes(caPem)),
                    },
                },
            ],
            Users = [new User { Name = userName, UserCredentials = new UserCredentials { Token = token } }],
            Contexts = [new Context { Name = context, ContextDetails = new ContextDetails { Cluster = ClusterName, User = userName } }],
        });
    }
}
