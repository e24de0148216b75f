using System.Net;
using System.Text;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>Makes the API server call the webhook, as EKS does: by URL, since there is no Service network, and never as a condition.</summary>
internal static class WebhookRegistration
{
    private const int TimeoutSeconds = 10;

    public static V1MutatingWebhookConfiguration Configuration(Uri url, string caPem) => new()
    {
        Metadata = new V1ObjectMeta { Name = PodIdentityNames.Configuration },
        Webhooks =
        [
            new V1MutatingWebhook
            {
                Name = PodIdentityNames.Webhook,
                AdmissionReviewVersions = ["v1"],
                ClientConfig = new Admissionregistrationv1WebhookClientConfig
                {
                    Url = new Uri(url, PodIdentityNames.Path).ToString(),
                    CaBundle = Encoding.UTF8.GetBytes(caPem),
                },
                FailurePolicy = "Ignore",
                ReinvocationPolicy = "IfNeeded",
                SideEffects = "None",
                TimeoutSeconds = TimeoutSeconds,
                ObjectSelector = new V1LabelSelector
                {
                    MatchExpressions = [new V1LabelSelectorRequirement { Key = PodIdentityNames.SkipLabel, OperatorProperty = "DoesNotExist" }],
                },
                Rules =
                [
                    new V1RuleWithOperations { ApiGroups = [""], ApiVersions = ["v1"], Operations = ["CREATE"], Resources = ["pods"] },
                ],
            },
        ],
    };

    /// <summary>Registers the webhook; an earlier one that was not removed is replaced.</summary>
    public static async Task ApplyAsync(IKubernetes client, Uri url, string caPem, CancellationToken cancellationToken)
    {
        await RemoveAsync(client, cancellationToken);
        await client.AdmissionregistrationV1.CreateMutatingWebhookConfigurationAsync(
            Configuration(url, caPem), cancellationToken: cancellationToken);
    }

    public static async Task RemoveAsync(IKubernetes client, CancellationToken cancellationToken)
    {
        try
        {
            await client.AdmissionregistrationV1.DeleteMutatingWebhookConfigurationAsync(
                PodIdentityNames.Configuration, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // Nothing to remove.
        }
    }
}
