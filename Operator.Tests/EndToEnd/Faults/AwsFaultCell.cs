using IrsaOperator.Api;
using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>One operation with one fault, on one binding of its own.</summary>
/// <param name="Name">The binding's name, and its role's.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Journey">What the binding goes through.</param>
/// <param name="Column">The fault.</param>
internal sealed record AwsFaultCell(string Name, string Operation, AwsFaultJourney Journey, AwsFaultColumn Column)
{
    /// <summary>Removals of what is gone are done, and a creation of what is there finds out whose it is: an effect without an answer does no harm.</summary>
    private bool IsSafeToRepeat => Operation.StartsWith("Delete", StringComparison.Ordinal) || Operation is "CreateRole" or "DetachRolePolicy" or "RemoveRoleFromInstanceProfile";

    /// <summary>A policy that somebody attached and that can't be read stays, and the binding says that it does.</summary>
    private bool ReadsForeignPolicy => Operation is "GetPolicy" or "GetPolicyVersion";

    private bool Deletes => Journey is AwsFaultJourney.Delete or AwsFaultJourney.Retain;

    /// <summary>The reason in the binding's condition while the fault lasts; null when the binding gets on all the same.</summary>
    public string? Reason => Column switch
    {
        { Mode: AwsFaultMode.Slow } => null,
        { Mode: AwsFaultMode.ApplyThenBare } => Operation == "GetRole" ? Reasons.AwsError : null,
        { HasEffect: true } when IsSafeToRepeat => null,
        { Mode: not AwsFaultMode.Refuse } => Reasons.AwsError,
        _ => Refused,
    };

    /// <summary>Whether the condition's message names the operation; what IAM does not show is told in other words.</summary>
    public bool NamesOperation => Reason is Reasons.AwsError or Reasons.AccessDenied or Reasons.Throttled or Reasons.Rejected or Reasons.LimitExceeded;

    /// <summary>
    /// Whether the way back is told that the role is gone. While IAM settles that is taken for a lag; told for longer to a deletion that reads
    /// the role, it is believed, and nothing is left that could recover.
    /// </summary>
    public bool IsBelievedInTheEnd => Deletes && Column.Code == "NoSuchEntity" && Missing == Reasons.Propagating;

    public bool Hits(AwsCall call) => call.Operation == Operation && Array.Exists(
        ["RoleName", "PolicyArn"], key => call.Parameters.GetValueOrDefault(key) is { } value && (value == Name || value.EndsWith($"/{Name}", StringComparison.Ordinal)));

    public override string ToString() => $"{Operation} × {Column.Name} ({Journey}, {Name})";

    private string? Refused => Column.Code switch
    {
        "Throttling" => Reasons.Throttled,
        "AccessDenied" or "ExpiredToken" => ReadsForeignPolicy ? null : Reasons.AccessDenied,
        "LimitExceeded" => Reasons.LimitExceeded,
        "InvalidInput" or "MalformedPolicyDocument" or "UnmodifiableEntity" or "PolicyNotAttachable" => Reasons.Rejected,
        "DeleteConflict" => Reasons.DeletionBlocked,
        "EntityAlreadyExists" => Reasons.Propagating,
        "ConcurrentModification" when Deletes => Reasons.Propagating,
        "NoSuchEntity" => Missing,
        _ => Reasons.AwsError,
    };

    private string? Missing => (Operation, Journey) switch
    {
        ("GetRolePolicy" or "GetPolicy" or "GetPolicyVersion", _) => null,
        (_, AwsFaultJourney.Existing) => Reasons.RoleMissing,
        ("GetRole" or "ListAttachedRolePolicies" or "ListRolePolicies", _) => Reasons.Propagating,
        ("AttachRolePolicy" or "PutRolePermissionsBoundary", _) => Reasons.Rejected,
        ("TagRole", _) => Reasons.AwsError,
        ("ListInstanceProfilesForRole", _) => Reasons.DeletionBlocked,
        _ when IsSafeToRepeat => Deletes ? Reasons.DeletionBlocked : null,
        _ => Reasons.Propagating,
    };
}
