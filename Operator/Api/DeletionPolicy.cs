namespace IrsaOperator.Api;

/// <summary>What becomes of the IAM role when its binding is deleted.</summary>
internal static class DeletionPolicy
{
    public const string Delete = "Delete";
    public const string Retain = "Retain";
}
