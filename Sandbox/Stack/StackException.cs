namespace IrsaOperator.Sandbox.Stack;

/// <summary>A template that the sandbox can't deploy; the message says why.</summary>
internal sealed class StackException(string message) : Exception(message);
