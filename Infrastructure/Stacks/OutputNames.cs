namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>The names of the stack's outputs.</summary>
internal static class OutputNames
{
    public const string ClusterName = "ClusterName";
    public const string KubeconfigCommand = "KubeconfigCommand";
    public const string Issuer = "Issuer";
    public const string ProviderArn = "ProviderArn";
    public const string AdminRoleArn = "AdminRoleArn";
    public const string OperatorRoleArn = "OperatorRoleArn";
    public const string OperatorNamespace = "OperatorNamespace";
    public const string OperatorServiceAccount = "OperatorServiceAccount";
    public const string OperatorArguments = "OperatorArguments";
    public const string BoundaryArn = "BoundaryArn";
}
