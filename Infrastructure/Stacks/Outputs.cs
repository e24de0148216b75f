using Amazon.CDK;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>What a person and the overlay need to know of the finished stack.</summary>
internal static class Outputs
{
    public static void Add(Stack stack, BaseClusterSettings settings, OutputValues values)
    {
        void Output(string name, string value, string description) =>
            _ = new CfnOutput(stack, name, new CfnOutputProps { Value = value, Description = description });

        Output(OutputNames.ClusterName, values.Cluster.Ref, "Name of the cluster");
        Output(OutputNames.KubeconfigCommand,
            $"aws eks update-kubeconfig --region {Aws.REGION} --name {values.Cluster.Ref} --role-arn {values.AdminRoleArn}",
            "Writes a kubeconfig for an administrator");
        Output(OutputNames.Issuer, values.Cluster.AttrOpenIdConnectIssuerUrl, "Issuer of the cluster's tokens");
        Output(OutputNames.ProviderArn, values.ProviderArn, "IAM OIDC provider of the issuer");
        Output(OutputNames.AdminRoleArn, values.AdminRoleArn, "Role of the cluster's administrators");
        Output(OutputNames.OperatorRoleArn, values.OperatorRoleArn, "Role of the operator");
        Output(OutputNames.OperatorNamespace, settings.OperatorNamespace, "Namespace that the operator's role trusts");
        Output(OutputNames.OperatorServiceAccount, settings.OperatorName, "ServiceAccount that the operator's role trusts");
        Output(OutputNames.BoundaryArn, values.BoundaryArn, "The most that roles of bindings may do");
        Output(OutputNames.OperatorArguments,
            $"--cluster-name={values.Cluster.Ref} --role-path={settings.RolePath} --permissions-boundary={values.BoundaryArn} --enforce-permissions-boundary",
            "The operator's options for this cluster, separated by spaces");
    }
}
