namespace Amazon.EKS.Model;

/// <summary>The parameters of EKS's <c>DescribeAddon</c>.</summary>
public sealed class DescribeAddonRequest : AmazonEKSRequest
{
    public string? AddonName { get; set; }

    public string? ClusterName { get; set; }
}
