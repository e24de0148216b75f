using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Sandbox.ControlPlane;

internal static class DefaultServiceAccount
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the controller-manager's part. A namespace that the API server makes for itself may be a moment late.</summary>
    public static async Task CreateAsync(IKubernetes client, string ns, CancellationToken cancellationToken)
    {
        var account = new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = "default" } };
        while (true)
        {
            try
            {
                await client.CoreV1.CreateNamespacedServiceAccountAsync(account, ns, cancellationToken: cancellationToken);
                return;
            }
            catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.Conflict)
            {
                return;
            }
            catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.NotFound)
            {
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
            }
        }
    }
}
