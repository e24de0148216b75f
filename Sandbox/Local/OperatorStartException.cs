namespace IrsaOperator.Sandbox.Local;

/// <summary>The operator did not become ready; the message holds its last lines.</summary>
internal sealed class OperatorStartException(string message) : Exception(message);
