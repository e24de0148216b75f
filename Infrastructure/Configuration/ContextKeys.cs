namespace IrsaOperator.Infrastructure.Configuration;

/// <summary>Everything that can be changed by context.</summary>
internal static class ContextKeys
{
    public static readonly ContextKey ClusterName = new("clusterName", "Name of the cluster and of the stack.", "eks-dev");

    public static readonly ContextKey KubernetesVersion = new("kubernetesVersion", "Kubernetes version of the control plane and of the nodes.", "1.35");

    public static readonly ContextKey VpcCidr = new("vpcCidr", "Addresses of the VPC, a /16 to /20.", "10.3.0.0/16");

    public static readonly ContextKey FlowLogs = new("flowLogs", "true keeps a log of the VPC's traffic in CloudWatch for a month.", "false");

    public static readonly ContextKey PublicAccessCidrs = new("publicAccessCidrs",
        "From where the API server's public endpoint may be reached, with commas between the CIDR blocks.", "0.0.0.0/0");

    public static readonly ContextKey SecretsEncryption = new("secretsEncryption",
        "true encrypts Secrets in etcd with a KMS key of your own. It can't be taken back, and a cluster has it from its creation on.", "false");

    public static readonly ContextKey AdminPrincipal = new("adminPrincipal",
        "ARN of the IAM role or user that may assume the admin role; when left out, whoever the account's own policies let assume it.");

    public static readonly ContextKey InstanceTypes = new("instanceTypes", "EC2 instance types of the nodes, with commas between them.", "r5a.2xlarge");

    public static readonly ContextKey AmiType = new("amiType", "AMI type of the nodes; AL2023_ARM_64_STANDARD for Graviton.", "AL2023_x86_64_STANDARD");

    public static readonly ContextKey MinSize = new("minSize", "Least number of nodes.", "1");

    public static readonly ContextKey DesiredSize = new("desiredSize", "Number of nodes to begin with.", "1");

    public static readonly ContextKey MaxSize = new("maxSize", "Largest number of nodes.", "2");

    public static readonly ContextKey SshKeyName = new("sshKeyName", "Name of an EC2 key pair to let SSH in to the nodes; no SSH when left out.");

    public static readonly ContextKey SshCidr = new("sshCidr", "From where SSH is let in; the VPC when left out.");

    public static readonly ContextKey CniPolicyOnNodeRole = new("cniPolicyOnNodeRole",
        "false takes the CNI's rights from the nodes, once aws-node has a role of its own.", "true");

    public static readonly ContextKey OperatorNamespace = new("operatorNamespace", "Namespace that the operator runs in.", "irsa-system");

    public static readonly ContextKey OperatorName = new("operatorName", "Name of the operator's ServiceAccount.", "irsa-operator");

    public static readonly ContextKey BoundaryActions = new("boundaryActions",
        "What the roles of bindings may do at most beside the CNI's work: patterns of actions, with commas between them.",
        "s3:*,s3-object-lambda:*,dynamodb:*,sqs:*,sns:*,kinesis:*,events:PutEvents,secretsmanager:DescribeSecret,secretsmanager:GetSecretValue,"
        + "ssm:GetParameter*,kms:Decrypt,kms:DescribeKey,kms:Encrypt,kms:GenerateDataKey*,kms:ReEncrypt*,logs:*,cloudwatch:*,xray:*,"
        + "ecr:BatchCheckLayerAvailability,ecr:BatchGetImage,ecr:GetAuthorizationToken,ecr:GetDownloadUrlForLayer,ec2:Describe*,tag:GetResources");

    public static IReadOnlyList<ContextKey> All { get; } =
    [
        ClusterName, KubernetesVersion, VpcCidr, FlowLogs, PublicAccessCidrs, SecretsEncryption, AdminPrincipal, InstanceTypes, AmiType,
        MinSize, DesiredSize, MaxSize, SshKeyName, SshCidr, CniPolicyOnNodeRole, OperatorNamespace, OperatorName, BoundaryActions,
    ];
}
