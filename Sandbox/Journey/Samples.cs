namespace IrsaOperator.Sandbox.Journey;

/// <summary>The samples of config/samples that the journey takes.</summary>
internal static class Samples
{
    public const string WorkloadFile = "dev-sel-eks-sa.yaml";
    public const string AwsNodeFile = "kube-system-aws-node.yaml";

    /// <summary>Binding and ServiceAccount of the workload have the same name.</summary>
    public static readonly ObjectName Workload = new("dev", "sel-eks-sa");

    public static readonly ObjectName AwsNode = new("kube-system", "aws-node");

    /// <summary>A ServiceAccount that no binding names.</summary>
    public static readonly ObjectName Stranger = new("dev", "stranger");

    public const string WorkloadRole = "sel-eks-oic-dev-sa";

    /// <summary>What the workload's sample declares.</summary>
    public const string WorkloadManagedPolicy = "AmazonS3ReadOnlyAccess";

    public const string WorkloadInlinePolicy = "table";

    public const string AwsNodePolicy = "AmazonEKS_CNI_Policy";
}
