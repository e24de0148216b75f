using IrsaOperator.Sandbox.Journey;
using Spectre.Console;

namespace IrsaOperator.Tests.Sandbox.Journey;

public sealed class JourneyPrinterTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly JourneyPrinter _printer;

    public JourneyPrinterTests()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(_output),
        });
        console.Profile.Width = 120;
        _printer = new JourneyPrinter(console);
    }

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_step_tells_its_name_its_time_and_what_it_saw()
    {
        _printer.Print(Result(3, "Role [x] is there", notes: [new(null, "looked"), new("role", "arn:aws:iam::1:role/[x]"), new("trust", "{\n  \"a\": []\n}")]));

        Assert.Equal(
            [
                "✓  3. Role [x] is there (1.5 s)",
                "     looked",
                "     role arn:aws:iam::1:role/[x]",
                "     trust",
                "       {",
                "         \"a\": []",
                "       }",
            ],
            Lines());
    }

    [Fact]
    public void A_step_that_does_not_hold_tells_why()
    {
        _printer.Print(Result(10, "Pods are injected", failure: "There was no [volume]."));

        Assert.Equal(["✗ 10. Pods are injected (1.5 s)", "     There was no [volume]."], Lines());
    }

    [Fact]
    public void Calls_are_added_up_by_operation_and_step()
    {
        _printer.PrintCalls(
        [
            Result(1, "a", calls: new() { ["CreateRole"] = 1, ["GetRole"] = 2 }),
            Result(2, "b"),
            Result(3, "c", calls: new() { ["GetRole"] = 3 }),
        ]);

        var rows = Lines().Where(line => line.Contains('│', StringComparison.Ordinal))
            .Select(line => line.Split('│', StringSplitOptions.TrimEntries)[1..^1])
            .Select(cells => string.Join('|', cells));
        Assert.Equal(["operation|step 1|step 3|sum", "CreateRole|1||1", "GetRole|2|3|5"], rows);
    }

    [Fact]
    public void Without_calls_there_is_no_table()
    {
        _printer.PrintCalls([Result(1, "a")]);

        Assert.Empty(Lines());
    }

    private static StepResult Result(
        int number, string name, StepNote[]? notes = null, Dictionary<string, int>? calls = null, string? failure = null) =>
        new(number, name, notes ?? [], TimeSpan.FromSeconds(1.5), calls ?? [], failure);

    private IReadOnlyList<string> Lines() =>
        [.. _output.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
}
