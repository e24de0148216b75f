using IrsaOperator.Sandbox.Commands;
using Spectre.Console;

namespace IrsaOperator.Tests.Sandbox.Commands;

public sealed class SandboxCommandTests
{
    [Theory]
    [InlineData("up --no-operator --kubeconfig k --env-file e --aws-journal j")]
    [InlineData("--no-operator --kubeconfig k --env-file e --aws-journal j")]
    [InlineData("journey --kubeconfig k --env-file e --aws-journal j")]
    [InlineData("manifests --check")]
    public void These_are_command_lines(string line) => Assert.Empty(SandboxCommand.Create(AnsiConsole.Console).Parse(line).Errors);

    [Theory]
    [InlineData("journey --no-operator")]
    [InlineData("manifests --kubeconfig k")]
    [InlineData("down")]
    public void These_are_not(string line) => Assert.NotEmpty(SandboxCommand.Create(AnsiConsole.Console).Parse(line).Errors);

    [Fact]
    public void Without_a_verb_it_is_up()
    {
        var root = SandboxCommand.Create(AnsiConsole.Console);

        Assert.Same(root.Parse("up").CommandResult.Command.Action, root.Parse("").CommandResult.Command.Action);
    }
}
