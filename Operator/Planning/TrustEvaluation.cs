namespace IrsaOperator.Planning;

internal static class TrustEvaluation
{
    public static string? Problem(PolicyDocument? trust, Trust identity) => trust is null ? identity.Subject : null;
}
