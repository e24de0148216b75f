using System.Collections.Concurrent;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class SignalledProcessTests
{
    private static readonly Dictionary<string, string?> NoVariables = [];
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_hands_on_every_line_and_the_exit_code()
    {
        await using var process = Start("echo one; echo two >&2; exit 3");

        Assert.Equal(3, await process.Exited.WaitAsync(Cancellation));
        Assert.Equal(["one", "two"], _lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_signal_reaches_the_program()
    {
        await using var process = Start("trap 'echo asked; exit 7' TERM; echo ready; while :; do :; done");
        await _firstLine.Task.WaitAsync(Cancellation);

        await process.SignalAsync("TERM");

        Assert.Equal(7, await process.Exited.WaitAsync(Cancellation));
        Assert.Equal(["ready", "asked"], _lines);
    }

    [Fact]
    public async Task A_program_that_ignores_its_end_is_killed_with_the_process_that_started_it()
    {
        await using var process = Start("trap '' TERM; echo $$; while :; do :; done");
        await _firstLine.Task.WaitAsync(Cancellation);
        await process.SignalAsync("TERM");

        await process.DisposeAsync();

        Assert.NotEqual(0, await process.Exited);
        Assert.False(Directory.Exists($"/proc/{_lines.First()}"));
    }

    [Fact]
    public async Task Signals_to_a_program_that_has_ended_go_nowhere()
    {
        await using var process = Start("exit 0");
        await process.Exited.WaitAsync(Cancellation);

        await process.SignalAsync("TERM");
    }

    [Fact]
    public async Task Variables_are_set_and_taken_away()
    {
        var variables = new Dictionary<string, string?> { ["GIVEN"] = "yes", ["PATH"] = null };
        await using var process = SignalledProcess.Start(["/usr/bin/env"], variables, Add);
        await process.Exited.WaitAsync(Cancellation);

        Assert.Contains("GIVEN=yes", _lines);
        Assert.DoesNotContain($"PATH={Environment.GetEnvironmentVariable("PATH")}", _lines);
    }

    private SignalledProcess Start(string script) => SignalledProcess.Start(["/bin/sh", "-c", script], NoVariables, Add);

    private void Add(string line)
    {
        _lines.Enqueue(line);
        _firstLine.TrySetResult();
    }
}
