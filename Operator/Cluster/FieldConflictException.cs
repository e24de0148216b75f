namespace IrsaOperator.Cluster;

/// <summary>Another field manager holds a field that an apply wanted to set to another value.</summary>
internal sealed class FieldConflictException(string message, Exception inner) : Exception(message, inner);
