using System.Text.RegularExpressions;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>Answers one admission request, with the ServiceAccount as it is at this moment.</summary>
internal sealed partial class PodAdmission(IKubernetes client, PodIdentityWebhookOptions options)
{
    private readonly ILogger _logger = options.Loggers.CreateLogger("IrsaOperator.Sandbox.PodIdentity");

    public async Task<AdmissionReview> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var pod = request.Pod();
        var name = pod.Spec.ServiceAccountName ?? "default";
        var account = await ReadAsync(name, request.Namespace, cancellationToken);
        var settings = PodIdentitySettings.From(account?.Metadata.Annotations, pod.Metadata?.Annotations, options);
        if (settings is null)
            return AdmissionReview.Answer(request, []);

        if (!RoleArnPattern().IsMatch(settings.RoleArn))
            PodIdentityLog.UnusualRoleArn(_logger, settings.RoleArn, request.Namespace, name);
        PodIdentityLog.Injected(_logger, settings.RoleArn, request.Namespace, name);
        return AdmissionReview.Answer(request, PodMutation.Patch(pod, settings, options));
    }

    private async Task<V1ServiceAccount?> ReadAsync(string name, string ns, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CoreV1.ReadNamespacedServiceAccountAsync(name, ns, cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (exception is HttpOperationException or HttpRequestException)
        {
            // Pods must start without credentials rather than not at all.
            PodIdentityLog.ServiceAccountUnreadable(_logger, exception, ns, name);
            return null;
        }
    }

    [GeneratedRegex(@"^arn:aws[a-z0-9-]*:iam::\d{12}:role/[\w\-/.@+=,]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoleArnPattern();
}
