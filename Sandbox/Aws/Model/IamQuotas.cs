namespace IrsaOperator.Sandbox.Aws.Model;

/// <summary>The account's quotas, with AWS's defaults.</summary>
internal sealed class IamQuotas
{
    public int Roles { get; set; } = 1000;

    public int Policies { get; set; } = 1500;

    public int Providers { get; set; } = 100;

    /// <summary>Non-whitespace characters of a trust policy.</summary>
    public int TrustPolicySize { get; set; } = 2048;

    /// <summary>Non-whitespace characters of all inline policies of a role together.</summary>
    public int InlinePolicySize { get; set; } = 10240;

    public int ManagedPolicySize { get; set; } = 6144;

    public int ManagedPolicyVersions { get; set; } = 5;

    public int AttachedPolicies { get; set; } = 10;

    public int Tags { get; set; } = 50;

    public int ClientIds { get; set; } = 100;

    public int Thumbprints { get; set; } = 5;
}
