namespace IrsaOperator.Infrastructure.Commands;

/// <summary>The template can't be made; the message says what to change.</summary>
internal sealed class SynthesisException(string message) : Exception(message);
