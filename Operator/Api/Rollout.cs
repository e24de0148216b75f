namespace IrsaOperator.Api;

/// <summary>What becomes of workloads whose pods run without the role.</summary>
internal static class Rollout
{
    public const string Never = "Never";
    public const string OnChange = "OnChange";
}
