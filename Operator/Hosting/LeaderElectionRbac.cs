using KubeOps.Abstractions.Rbac;

namespace IrsaOperator.Hosting;

/// <summary>What leader election needs, in the operator's own namespace only.</summary>
[GenericRbac(Groups = ["coordination.k8s.io"], Resources = ["leases"], Verbs = RbacVerb.Get | RbacVerb.Create | RbacVerb.Update)]
internal static class LeaderElectionRbac;
