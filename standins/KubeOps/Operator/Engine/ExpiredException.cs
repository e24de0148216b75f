namespace KubeOps.Operator.Engine;

/// <summary>The API server no longer knows the resource version that a list or watch wants to go on from.</summary>
internal sealed class ExpiredException() : Exception("The resource version is too old.");
