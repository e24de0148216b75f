namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>A request that the fake API server was sent.</summary>
internal sealed record FakeRequest(string Method, string Path, string Query, string Body, string? ContentType);
