namespace IrsaOperator.Sandbox.Journey;

/// <summary>A step of the journey does not hold; the message says what was seen instead.</summary>
internal sealed class StepFailedException(string message) : Exception(message);
