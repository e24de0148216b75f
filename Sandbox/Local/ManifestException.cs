namespace IrsaOperator.Sandbox.Local;

/// <summary>The API server did not take a manifest; the message names the object and the reason.</summary>
internal sealed class ManifestException(string message) : Exception(message);
