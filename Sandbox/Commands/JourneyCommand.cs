using System.CommandLine;
using IrsaOperator.Sandbox.Journey;
using Spectre.Console;

namespace IrsaOperator.Sandbox.Commands;

/// <summary><c>journey</c>: takes every step there is and ends.</summary>
internal static class JourneyCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var flags = new SandboxFlags();
        var command = new Command("journey", "Takes every step, from a binding to credentials and back. Exits 0 when all held, 1 at the first that did not.");
        flags.AddTo(command);
        command.SetAction((parsed, cancellationToken) => SandboxSession.RunAsync(
            flags.Read(parsed),
            console,
            async (session, cancellation) => await session.TravelAsync(Journeys.All, cancellation) ? 0 : 1,
            cancellationToken));
        return command;
    }
}
