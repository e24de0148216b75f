namespace IrsaOperator.Planning;

/// <summary>
/// What a read of a role is worth that we changed a moment ago: IAM's answers follow its confirmations, so it may show the role as it
/// was before.
/// </summary>
internal static class LaggingRead
{
    /// <summary>Whether the read shows another role than the one that our confirmed writes left: none, one of another life, or one of another owner.</summary>
    /// <param name="known">What the writes left.</param>
    /// <param name="read">What IAM shows; null when it shows no role.</param>
    public static bool Contradicts(ObservedRole known, ObservedRole? read) =>
        read is null || read.Id != known.Id || Owner.Of(read.Definition.Tags) != Owner.Of(known.Definition.Tags);

    /// <summary>The role with all policies that may hang on it: those of the read, and those that our writes put there.</summary>
    public static ObservedRole Union(ObservedRole known, ObservedRole read) => read with
    {
        Definition = read.Definition with
        {
            ManagedPolicies = read.Definition.ManagedPolicies.Union(known.Definition.ManagedPolicies),
            InlinePolicies = read.Definition.InlinePolicies.SetItems(known.Definition.InlinePolicies),
        },
    };
}
