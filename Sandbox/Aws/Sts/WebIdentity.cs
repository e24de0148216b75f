namespace IrsaOperator.Sandbox.Aws.Sts;

/// <summary>What a verified token says.</summary>
internal sealed record WebIdentity(string ProviderArn, string Issuer, string Subject, IReadOnlyList<string> Audiences);
