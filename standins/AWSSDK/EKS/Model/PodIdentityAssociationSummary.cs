namespace Amazon.EKS.Model;

/// <summary>An EKS Pod Identity association; it takes precedence over IRSA for its ServiceAccount.</summary>
public sealed class PodIdentityAssociationSummary
{
    public string? AssociationArn { get; set; }

    public string? AssociationId { get; set; }

    public string? ClusterName { get; set; }

    public string? Namespace { get; set; }

    public string? OwnerArn { get; set; }

    public string? ServiceAccount { get; set; }
}
