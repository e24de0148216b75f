using IrsaOperator.Cluster;
using IrsaOperator.Hosting;

ClusterJson.Use();

return await OperatorCommand.Create().Parse(args).InvokeAsync();
