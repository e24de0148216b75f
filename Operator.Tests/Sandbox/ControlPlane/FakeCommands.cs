using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

internal sealed class FakeCommands(params string[] programs) : ICommandRunner
{
    public string Output { get; init; } = "";

    public List<Command> Ran { get; } = [];

    public bool Exists(string program) => programs.Contains(program);

    public Task<string> RunAsync(Command command, CancellationToken cancellationToken)
    {
        Ran.Add(command);
        return Task.FromResult(Output);
    }
}
