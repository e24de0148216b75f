namespace IrsaOperator.Sandbox.Aws.Model;

internal sealed record IamPolicyVersion(string VersionId, string Document, DateTimeOffset CreatedAt);
