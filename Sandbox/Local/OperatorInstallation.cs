using IrsaOperator.Api;
using IrsaOperator.Sandbox.ControlPlane;
using k8s;
using k8s.Models;

namespace IrsaOperator.Sandbox.Local;

/// <summary>What an administrator installs before the operator runs: config/crd, its namespace, config/rbac and config/rollout.</summary>
internal static class OperatorInstallation
{
    private static readonly (string Kind, string Plural)[] Kinds = [(WellKnown.Kind, WellKnown.Plural), (WellKnown.PolicyKind, WellKnown.PolicyPlural)];
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Applies the files as they are in the repository, and waits until bindings and policies can be created.</summary>
    public static async Task ApplyAsync(LocalControlPlane controlPlane, IKubernetes client, ManifestApplier manifests, CancellationToken cancellationToken)
    {
        foreach (var file in ConfigFiles.Manifests(ConfigFiles.CrdFolder))
            await manifests.ApplyFileAsync(file, cancellationToken);
        var namespaces = await client.CoreV1.ListNamespaceAsync(
            fieldSelector: $"metadata.name={OperatorIdentity.Namespace}", cancellationToken: cancellationToken);
        if (namespaces.Items.Count == 0)
            await controlPlane.CreateNamespaceAsync(OperatorIdentity.Namespace, cancellationToken);
        foreach (var file in ConfigFiles.Manifests(ConfigFiles.RbacFolder).Concat(ConfigFiles.Manifests(ConfigFiles.RolloutFolder)))
            await manifests.ApplyFileAsync(file, cancellationToken);

        foreach (var (kind, plural) in Kinds)
        {
            while (!IsEstablished(await client.ApiextensionsV1.ReadCustomResourceDefinitionAsync($"{plural}.{WellKnown.Group}", cancellationToken: cancellationToken))
                || !await manifests.ServesAsync(WellKnown.ApiVersion, kind, cancellationToken))
            {
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
            }
        }
    }

    private static bool IsEstablished(V1CustomResourceDefinition definition) =>
        definition.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: "True" }) == true;
}
