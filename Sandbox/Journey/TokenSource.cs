namespace IrsaOperator.Sandbox.Journey;

/// <summary>Whose token it is, and for whom.</summary>
internal sealed record TokenSource(ObjectName ServiceAccount, string Audience, long ExpirationSeconds);
