using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The answer of EKS's <c>DescribeAddon</c>.</summary>
public sealed class DescribeAddonResponse : AmazonWebServiceResponse
{
    public Addon? Addon { get; set; }
}
