using System.Collections.Immutable;

namespace IrsaOperator.Infrastructure.Configuration;

/// <summary>The nodes of the managed node group.</summary>
internal sealed record NodeSettings
{
    public required ImmutableArray<string> InstanceTypes { get; init; }

    public required string AmiType { get; init; }

    public required int MinSize { get; init; }

    public required int DesiredSize { get; init; }

    public required int MaxSize { get; init; }

    /// <summary>The name of an EC2 key pair; null for nodes without SSH.</summary>
    public required string? SshKeyName { get; init; }

    /// <summary>From where SSH is let in.</summary>
    public required string SshCidr { get; init; }

    /// <summary>Whether the nodes themselves may manage network interfaces, which they must until aws-node has a role of its own.</summary>
    public required bool CniPolicyOnNodeRole { get; init; }
}
