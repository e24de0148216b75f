namespace Amazon.Internal;

/// <summary>What the Query requests of one service have in common.</summary>
internal sealed record QueryService(string Namespace, string Version, ErrorTable Errors);
