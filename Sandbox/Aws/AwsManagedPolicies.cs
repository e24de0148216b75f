using System.Text.Json;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>Well-known policies of AWS's own, each with a small document to the same purpose.</summary>
internal static class AwsManagedPolicies
{
    public static IEnumerable<(string Path, string Name, string Document)> All { get; } =
    [
        ("/", "AdministratorAccess", Allow("*")),
        ("/", "ReadOnlyAccess", Allow("*:Get*", "*:List*", "*:Describe*")),
        ("/", "SecurityAudit", Allow("iam:Get*", "iam:List*", "iam:GenerateCredentialReport", "s3:GetBucket*")),
        ("/", "PowerUserAccess", Allow("s3:*", "sqs:*", "sns:*", "dynamodb:*", "ec2:*", "lambda:*", "logs:*")),
        ("/", "AWSDenyAll", Document("Deny", "*")),
        ("/", "AmazonS3ReadOnlyAccess", Allow("s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*")),
        ("/", "AmazonS3FullAccess", Allow("s3:*", "s3-object-lambda:*")),
        ("/", "AmazonDynamoDBReadOnlyAccess", Allow("dynamodb:BatchGetItem", "dynamodb:Describe*", "dynamodb:GetItem", "dynamodb:List*", "dynamodb:Query", "dynamodb:Scan")),
        ("/", "AmazonDynamoDBFullAccess", Allow("dynamodb:*")),
        ("/", "AmazonSQSFullAccess", Allow("sqs:*")),
        ("/", "AmazonSQSReadOnlyAccess", Allow("sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueues")),
        ("/", "AmazonSNSFullAccess", Allow("sns:*")),
        ("/", "AmazonEC2ReadOnlyAccess", Allow("ec2:Describe*", "ec2:GetSecurityGroupsForVpc", "elasticloadbalancing:Describe*")),
        ("/", "AmazonEC2ContainerRegistryReadOnly", Allow("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:Describe*", "ecr:List*")),
        ("/", "AmazonEC2ContainerRegistryPullOnly", Allow("ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage")),
        ("/", "AmazonEKS_CNI_Policy", Allow(
            "ec2:AssignPrivateIpAddresses", "ec2:AttachNetworkInterface", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
            "ec2:DescribeInstances", "ec2:DescribeTags", "ec2:DescribeNetworkInterfaces", "ec2:DescribeInstanceTypes", "ec2:DescribeSubnets",
            "ec2:DescribeSecurityGroups", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute", "ec2:UnassignPrivateIpAddresses")),
        ("/", "AmazonEKSWorkerNodePolicy", Allow("ec2:DescribeInstances", "ec2:DescribeSubnets", "eks:DescribeCluster", "eks-auth:AssumeRoleForPodIdentity")),
        ("/", "AmazonEKSClusterPolicy", Allow("ec2:Describe*", "elasticloadbalancing:*", "autoscaling:Describe*")),
        ("/", "AmazonSSMManagedInstanceCore", Allow("ssm:DescribeAssociation", "ssm:GetDocument", "ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*")),
        ("/", "AmazonSSMReadOnlyAccess", Allow("ssm:Describe*", "ssm:Get*", "ssm:List*")),
        ("/", "SecretsManagerReadWrite", Allow("secretsmanager:*", "kms:DescribeKey")),
        ("/", "CloudWatchAgentServerPolicy", Allow("cloudwatch:PutMetricData", "ec2:DescribeTags", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")),
        ("/", "CloudWatchReadOnlyAccess", Allow("cloudwatch:Get*", "cloudwatch:List*", "cloudwatch:Describe*", "logs:Get*")),
        ("/", "IAMReadOnlyAccess", Allow("iam:Get*", "iam:List*", "iam:Simulate*")),
        ("/", "IAMFullAccess", Allow("iam:*")),
        ("/service-role/", "AmazonEBSCSIDriverPolicy", Allow("ec2:CreateSnapshot", "ec2:AttachVolume", "ec2:DetachVolume", "ec2:CreateVolume", "ec2:DeleteVolume", "ec2:Describe*")),
        ("/service-role/", "AmazonEFSCSIDriverPolicy", Allow("elasticfilesystem:Describe*", "elasticfilesystem:CreateAccessPoint")),
        ("/service-role/", "AWSLambdaBasicExecutionRole", Allow("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")),
    ];

    private static string Allow(params string[] actions) => Document("Allow", actions);

    private static string Document(string effect, params string[] actions) => JsonSerializer.Serialize(new
    {
        Version = "2012-10-17",
        Statement = new[] { new { Effect = effect, Action = actions, Resource = "*" } },
    });
}
