namespace IrsaOperator.Sandbox.Journey;

/// <summary>Something that a step did (no label) or saw (what it looked at, and what was there).</summary>
internal sealed record StepNote(string? Label, string Text);
