using IrsaOperator.Sandbox.Commands;
using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Tests.Sandbox.Commands;

public sealed class EnvFileTextTests
{
    [Fact]
    public void Every_variable_is_an_export_line() =>
        Assert.Equal("export A='1'\nexport B='a b'\n", EnvFileText.Write([new("A", "1"), new("B", "a b")]));

    [Theory]
    [InlineData("plain")]
    [InlineData("it's $HOME `id` \"quoted\" \\ !")]
    [InlineData("wJalr/XUtn+FEMI=")]
    public async Task A_shell_reads_back_what_was_written(string value)
    {
        var script = EnvFileText.Write([new("SECRET", value)]) + "printf %s \"$SECRET\"";

        var output = await new CommandRunner().RunAsync(new Command("/bin/sh", "-c", script), TestContext.Current.CancellationToken);

        Assert.Equal(value, output.Trim('\n'));
    }
}
