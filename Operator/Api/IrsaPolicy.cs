using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>
/// Rules that the cluster's administrator lays down for the bindings of some namespaces. Several policies, and the operator's
/// own options, add up to the strictest.
/// </summary>
[KubernetesEntity(Group = WellKnown.Group, ApiVersion = WellKnown.Version, Kind = WellKnown.PolicyKind, PluralName = WellKnown.PolicyPlural)]
[EntityScope(EntityScope.Cluster)]
[GenericAdditionalPrinterColumn(".spec.permissionsBoundary", "Boundary", "string")]
[GenericAdditionalPrinterColumn(".spec.roleNamePrefix", "Prefix", "string")]
[GenericAdditionalPrinterColumn(".spec.maxBindings", "MaxBindings", "integer")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "Age", "date")]
public sealed class IrsaPolicy : CustomKubernetesEntity<IrsaPolicySpec>;
