using System.Collections.Immutable;

namespace IrsaOperator.Infrastructure.Configuration;

/// <summary>What may be changed about the base cluster, validated; the defaults deploy.</summary>
internal sealed record BaseClusterSettings
{
    /// <summary>Also the name of the stack.</summary>
    public required string ClusterName { get; init; }

    public required string KubernetesVersion { get; init; }

    public required string VpcCidr { get; init; }

    public required bool FlowLogs { get; init; }

    /// <summary>From where the cluster's public endpoint may be reached.</summary>
    public required ImmutableArray<string> PublicAccessCidrs { get; init; }

    public required bool SecretsEncryption { get; init; }

    /// <summary>Who may assume the admin role; null leaves it to the identity policies of the account.</summary>
    public required string? AdminPrincipal { get; init; }

    public required NodeSettings Nodes { get; init; }

    /// <summary>Where the operator runs: the role that it may assume trusts this ServiceAccount and no other.</summary>
    public required string OperatorNamespace { get; init; }

    public required string OperatorName { get; init; }

    /// <summary>What the roles of bindings may do at most.</summary>
    public required ImmutableArray<string> BoundaryActions { get; init; }

    /// <summary>The IAM path of the roles that the operator makes for this cluster, and of nothing else.</summary>
    public string RolePath => $"/irsa-operator/{ClusterName}/";

    /// <summary>The IAM path of the operator's own role and of the boundary: outside of <see cref="RolePath"/>, so that it can change neither.</summary>
    public string SystemPath => $"/irsa-operator-system/{ClusterName}/";

    public string OperatorSubject => $"system:serviceaccount:{OperatorNamespace}:{OperatorName}";
}
