using IrsaOperator.Hosting;
using k8s;

// A policy document may be nested as deeply as the API server lets it be: the binding must still be read, so that it can be
// told what is wrong with it.
KubernetesJson.AddJsonOptions(options => options.MaxDepth = 10_000);

return await OperatorCommand.Create().Parse(args).InvokeAsync();
