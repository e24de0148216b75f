using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.Planning;

/// <summary>Ready-made inputs.</summary>
internal static class Sample
{
    public static readonly ClusterIdentity Identity =
        new("aws", "111122223333", "https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF");

    public static readonly PlanningOptions Options = new("/irsa-operator/", PermissionsBoundary: null);

    public static IrsaBinding Binding(string @namespace = "dev", string name = "app", Action<IrsaBindingSpec>? spec = null)
    {
        var binding = new IrsaBinding
        {
            ApiVersion = "irsa-operator.io/v1alpha1",
            Kind = "IrsaBinding",
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = @namespace,
                Name = name,
                Uid = $"uid-{@namespace}-{name}",
                Generation = 1,
                ResourceVersion = "1",
                CreationTimestamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            },
            Spec = new IrsaBindingSpec { Role = new RoleSpec(), ServiceAccount = new ServiceAccountSpec() },
            Status = new IrsaBindingStatus(),
        };
        spec?.Invoke(binding.Spec);
        return binding;
    }

    public static BindingView View(Action<IrsaBindingSpec>? spec = null) => new(Binding(spec: spec));

    public static object Document(string action = "s3:GetObject") => JsonSerializer.SerializeToElement(
        new { Version = "2012-10-17", Statement = new[] { new { Effect = "Allow", Action = action, Resource = "*" } } });

    public static object DenyDocument() => JsonSerializer.SerializeToElement(
        new { Version = "2012-10-17", Statement = new[] { new { Effect = "Deny", Action = "*", Resource = "*" } } });

    public static InlinePolicySpec Inline(string name, object? document = null) => new() { Name = name, Document = document ?? Document() };
}
