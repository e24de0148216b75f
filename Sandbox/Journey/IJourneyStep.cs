namespace IrsaOperator.Sandbox.Journey;

/// <summary>One step of the way from a binding to a pod's credentials.</summary>
internal interface IJourneyStep
{
    /// <summary>What holds when the step has succeeded.</summary>
    string Name { get; }

    /// <summary>Takes the step and notes what it did and saw.</summary>
    /// <exception cref="StepFailedException">What the name says does not hold.</exception>
    Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken);
}
