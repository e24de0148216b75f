using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>One change of a role, which is one call to IAM.</summary>
internal abstract record RoleAction
{
    private RoleAction()
    {
    }

    public sealed record Create(RoleDefinition Definition) : RoleAction;

    public sealed record UpdateTrust(PolicyDocument Document) : RoleAction;

    /// <summary>Description and session length travel together: IAM resets the one that is left out.</summary>
    public sealed record UpdateSettings(string Description, int MaxSessionDurationSeconds) : RoleAction;

    public sealed record PutBoundary(string PolicyArn) : RoleAction;

    public sealed record DeleteBoundary : RoleAction;

    public sealed record PutTags(ImmutableSortedDictionary<string, string> Tags) : RoleAction
    {
        public bool Equals(PutTags? other) => other is not null && Tags.SequenceEqual(other.Tags);

        public override int GetHashCode() => Tags.Count;
    }

    public sealed record DeleteTags(ImmutableArray<string> Keys) : RoleAction
    {
        public bool Equals(DeleteTags? other) => other is not null && Keys.SequenceEqual(other.Keys);

        public override int GetHashCode() => Keys.Length;
    }

    public sealed record Attach(string PolicyArn) : RoleAction;

    public sealed record Detach(string PolicyArn) : RoleAction;

    public sealed record PutInline(string PolicyName, PolicyDocument Document) : RoleAction;

    public sealed record DeleteInline(string PolicyName) : RoleAction;

    /// <summary>Takes the role out of whatever instance profiles hold it; their number is known only to IAM.</summary>
    public sealed record LeaveInstanceProfiles : RoleAction;

    /// <summary>Deletes the role, which IAM does only when nothing hangs on it any more.</summary>
    /// <param name="IsTry">Whether something may hang on the role that is not known of: IAM's refusal is the answer then, and no reason to ask again.</param>
    public sealed record Delete(bool IsTry = false) : RoleAction;
}
