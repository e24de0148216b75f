using IrsaOperator.Infrastructure.Commands;

return await InfrastructureCommand.Create().Parse(args).InvokeAsync();
