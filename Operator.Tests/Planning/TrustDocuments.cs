using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

/// <summary>Trust policies for tests, and what is found in them. PROVIDER, ISSUER, SUB and AUD stand for the identity's own.</summary>
internal static class TrustDocuments
{
    public const string Provider = "\"Principal\":{\"Federated\":\"PROVIDER\"}";
    public const string Exchange = "\"Action\":\"sts:AssumeRoleWithWebIdentity\"";

    public static readonly Trust Identity = Trust.For(Sample.Identity, "dev", "app", "sts.amazonaws.com");

    /// <summary>The document's answer for the identity whose parts the document has by their names.</summary>
    public static string? Problem(string document) => TrustEvaluation.Problem(PolicyDocument.Parse(Fill(document)!), Identity);

    public static string Allow(string members) => $"{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",{members}}}}}";

    public static string? Fill(string? text) => text?
        .Replace("PROVIDER", Identity.ProviderArn, StringComparison.Ordinal)
        .Replace("ISSUER", Identity.IssuerHostPath, StringComparison.Ordinal)
        .Replace("issuer:SUB", Identity.IssuerHostPath.ToUpperInvariant() + ":SuB", StringComparison.Ordinal)
        .Replace("SUB", Identity.Subject, StringComparison.Ordinal)
        .Replace("AUD", Identity.Audience, StringComparison.Ordinal);
}
