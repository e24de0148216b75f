using IrsaOperator.Hosting;

return await OperatorCommand.Create().Parse(args).InvokeAsync();
