using IrsaOperator.Sandbox.Journey;

namespace IrsaOperator.Tests.Sandbox.Journey;

internal sealed class FakeStep(string name, Func<StepNotes, CancellationToken, Task> run) : IJourneyStep
{
    public string Name => name;

    public Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken) => run(notes, cancellationToken);
}
