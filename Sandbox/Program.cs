using IrsaOperator.Sandbox.Commands;

return await SandboxCommand.RunAsync(args);
