namespace IrsaOperator.Planning;

/// <summary>A role that somebody else manages: as much of it as a binding needs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Id">Its unique id (AROA…).</param>
/// <param name="Created">When it was made.</param>
/// <param name="Trust">Its trust policy; null when IAM's answer held no readable one.</param>
internal sealed record ExistingRole(string Name, string Arn, string Id, DateTimeOffset? Created, PolicyDocument? Trust)
{
    /// <summary>When it was last used, as far as IAM has told.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    public static ExistingRole Of(ObservedRole role) =>
        new(role.Definition.Name, role.Arn, role.Id, role.Created, role.Definition.Trust) { LastUsed = role.LastUsed };
}
