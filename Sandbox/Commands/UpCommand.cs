using System.CommandLine;
using IrsaOperator.Sandbox.Journey;
using IrsaOperator.Sandbox.Local;
using Spectre.Console;

namespace IrsaOperator.Sandbox.Commands;

/// <summary><c>up</c>: shows the way of the sample to its credentials, and stays until Ctrl+C.</summary>
internal static class UpCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var flags = new SandboxFlags();
        var noOperator = new Option<bool>("--no-operator") { Description = "Leave the operator out, to run one of your own against the rest." };
        var command = new Command("up", "Starts everything, applies a sample, shows each step of its way, and stays up until Ctrl+C. The default.");
        flags.AddTo(command);
        command.Add(noOperator);
        command.SetAction((parsed, cancellationToken) => SandboxSession.RunAsync(
            flags.Read(parsed) with { WithOperator = !parsed.GetValue(noOperator) }, console, StayAsync, cancellationToken));
        return command;
    }

    private static async Task<int> StayAsync(SandboxSession session, CancellationToken cancellationToken)
    {
        var failed = session.Eks.Operator is not null && !await session.TravelAsync(Journeys.Tour, cancellationToken);
        UsageHints.Print(session);
        try
        {
            if (session.Eks.Operator is { } running)
                return await EndedByItselfAsync(session, running, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            session.Say("ending");
        }

        return failed ? 1 : 0;
    }

    private static async Task<int> EndedByItselfAsync(SandboxSession session, OperatorProcess running, CancellationToken cancellationToken)
    {
        var code = await running.Exited.WaitAsync(cancellationToken);
        session.Complain($"The operator ended by itself with exit code {code}. Its last lines:{Environment.NewLine}{running.LogTail()}");
        return 1;
    }
}
