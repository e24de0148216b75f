namespace IrsaOperator.Sandbox.Local;

/// <summary>Who the operator is in the sandbox, in the cluster and in AWS.</summary>
internal static class OperatorIdentity
{
    public const string Namespace = "irsa-system";
    public const string ServiceAccount = "irsa-operator";
    public const string Subject = $"system:serviceaccount:{Namespace}:{ServiceAccount}";
    public const string Audience = "sts.amazonaws.com";

    public const string RoleName = "irsa-operator";

    /// <summary>Not the path of the roles that the operator makes: it must not be able to change its own.</summary>
    public const string RolePath = "/system/";

    /// <summary>The IAM path of the roles that the operator makes, its default.</summary>
    public const string ManagedRolePath = "/irsa-operator/";

    /// <summary>Whether a caller, as the AWS journal names it, is the operator's process, which names its sessions after its ServiceAccount.</summary>
    public static bool IsOperator(string? principal) =>
        principal?.Split('/') is [var kind, var role, ServiceAccount] && kind.EndsWith(":assumed-role", StringComparison.Ordinal)
        && (role == RoleName || role.EndsWith($"-{RoleName}", StringComparison.Ordinal));
}
