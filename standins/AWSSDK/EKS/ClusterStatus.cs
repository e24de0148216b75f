using Amazon.Runtime;

namespace Amazon.EKS;

/// <summary>The state of a cluster.</summary>
public sealed class ClusterStatus : ConstantClass
{
    public static readonly ClusterStatus ACTIVE = new("ACTIVE");

    public static readonly ClusterStatus CREATING = new("CREATING");

    public static readonly ClusterStatus DELETING = new("DELETING");

    public static readonly ClusterStatus FAILED = new("FAILED");

    public static readonly ClusterStatus PENDING = new("PENDING");

    public static readonly ClusterStatus UPDATING = new("UPDATING");

    public ClusterStatus(string value)
        : base(value)
    {
    }

    public static implicit operator ClusterStatus(string value) => FindValue(value);

    public static ClusterStatus FindValue(string value) => FindValue<ClusterStatus>(value);
}
