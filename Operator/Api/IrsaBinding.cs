using System.Text.Json.Serialization;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>
/// Binds one ServiceAccount of its own namespace to one IAM role: the role trusts exactly this ServiceAccount through
/// the cluster's OIDC provider, and the ServiceAccount carries the role's ARN.
/// </summary>
[KubernetesEntity(Group = WellKnown.Group, ApiVersion = WellKnown.Version, Kind = WellKnown.Kind, PluralName = WellKnown.Plural)]
[KubernetesEntityShortNames("irsa")]
[EntityScope(EntityScope.Namespaced)]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].status", "Ready", "string")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].reason", "Reason", "string")]
[GenericAdditionalPrinterColumn(".status.role.name", "Role", "string")]
[GenericAdditionalPrinterColumn(".status.serviceAccount", "ServiceAccount", "string")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Suspended\")].status", "Suspended", "string")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].message", "Message", "string", Priority = PrinterColumnPriority.WideView)]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "Age", "date")]
public sealed class IrsaBinding : CustomKubernetesEntity<IrsaBindingSpec, IrsaBindingStatus>, IJsonOnDeserialized
{
    // The watch holds every binding of the cluster: what nobody reads of them is half of it.
    void IJsonOnDeserialized.OnDeserialized() => WatchedBinding.Shrink(this);
}
