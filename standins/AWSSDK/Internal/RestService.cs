namespace Amazon.Internal;

/// <summary>What the REST-JSON requests of one service have in common.</summary>
internal sealed record RestService(string Namespace, string Version, ErrorTable Errors, Func<string, Exception> Missing);
