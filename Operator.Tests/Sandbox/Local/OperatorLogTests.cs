using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class OperatorLogTests
{
    [Theory]
    [InlineData("""{"LogLevel":"Warning","Message":"Binding dev/a is not ready."}""", "Warning: Binding dev/a is not ready.")]
    [InlineData("""{"LogLevel":"Error","Message":"It broke.","Exception":"System.Exception: why"}""", "Error: It broke. System.Exception: why")]
    [InlineData("Unhandled exception.", "Unhandled exception.")]
    public void A_line_is_shortened_for_people(string line, string expected) => Assert.Equal(expected, OperatorLogLine.Read(line));

    [Fact]
    public void The_newest_lines_are_remembered_and_all_are_written()
    {
        using var file = new StringWriter();
        using var log = new LogLines(file, capacity: 2);
        foreach (var line in (string[])["a", "b", "c"])
            log.Add(line);

        Assert.Equal(["b", "c"], log.Lines);
        Assert.Equal(["a", "b", "c"], file.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_line_that_comes_after_the_end_does_no_harm()
    {
        var log = new LogLines(new StringWriter());
        log.Dispose();

        log.Add("late");

        Assert.Empty(log.Lines);
    }

    [Theory]
    [InlineData("arn:aws:sts::111122223333:assumed-role/irsa-operator/irsa-operator", true)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/irsa-operator-2/journey", false)]
    [InlineData("arn:aws:iam::111122223333:user/administrator", false)]
    [InlineData(null, false)]
    public void The_operator_is_known_by_its_session(string? principal, bool expected) =>
        Assert.Equal(expected, OperatorIdentity.IsOperator(principal));
}
