namespace IrsaOperator.Planning;

/// <summary>The controller that an owner reference names.</summary>
internal sealed record PodController(string ApiVersion, string Kind, string Name, string Uid);
