namespace IrsaOperator.Sandbox.Journey;

/// <summary>How a step went.</summary>
/// <param name="Number">Its place in the journey, from 1.</param>
/// <param name="Name">What was to hold.</param>
/// <param name="Notes">What it did and saw.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="OperatorCalls">The operator's AWS calls during the step, by operation.</param>
/// <param name="Failure">Why it did not hold; null when it did.</param>
internal sealed record StepResult(
    int Number,
    string Name,
    IReadOnlyList<StepNote> Notes,
    TimeSpan Duration,
    IReadOnlyDictionary<string, int> OperatorCalls,
    string? Failure)
{
    public bool Held => Failure is null;
}
