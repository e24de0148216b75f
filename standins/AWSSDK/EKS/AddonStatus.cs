using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.EKS;

/// <summary>The state of an add-on.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are the wire's, and the package's.")]
public sealed class AddonStatus : ConstantClass
{
    public static readonly AddonStatus ACTIVE = new("ACTIVE");

    public static readonly AddonStatus CREATE_FAILED = new("CREATE_FAILED");

    public static readonly AddonStatus CREATING = new("CREATING");

    public static readonly AddonStatus DEGRADED = new("DEGRADED");

    public static readonly AddonStatus DELETE_FAILED = new("DELETE_FAILED");

    public static readonly AddonStatus DELETING = new("DELETING");

    public static readonly AddonStatus UPDATE_FAILED = new("UPDATE_FAILED");

    public static readonly AddonStatus UPDATING = new("UPDATING");

    public AddonStatus(string value)
        : base(value)
    {
    }

    public static implicit operator AddonStatus(string value) => FindValue(value);

    public static AddonStatus FindValue(string value) => FindValue<AddonStatus>(value);
}
