namespace IrsaOperator.Sandbox.Stack;

/// <summary>The outputs of a stack in the emulated account.</summary>
internal sealed record DeployedStack(IReadOnlyDictionary<string, string> Outputs)
{
    public string ClusterName => Output("ClusterName");

    public string OperatorRoleArn => Output("OperatorRoleArn");

    public string BoundaryArn => Output("BoundaryArn");

    /// <summary>The operator's options for the cluster.</summary>
    public IReadOnlyList<string> OperatorArguments => Output("OperatorArguments").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Who may assume the operator's role, as the subject of a token.</summary>
    public string OperatorSubject => $"system:serviceaccount:{Output("OperatorNamespace")}:{Output("OperatorServiceAccount")}";

    private string Output(string name) => Outputs.GetValueOrDefault(name) ?? throw new StackException($"The template has no output {name}.");
}
