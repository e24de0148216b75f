using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>A role as IAM has it.</summary>
/// <param name="Definition">Its content.</param>
/// <param name="Arn">What IAM says is its ARN; <see cref="RoleArn"/> tells why that may be something else.</param>
/// <param name="Id">Its unique id (AROA…).</param>
/// <param name="Created">When it was made.</param>
internal sealed record ObservedRole(RoleDefinition Definition, string Arn, string Id, DateTimeOffset? Created)
{
    /// <summary>What IAM says is its ARN.</summary>
    public string Arn { get; init => field = TextPool.Share(value); } = TextPool.Share(Arn);

    /// <summary>When it was last used, as far as IAM has told; it follows some hours behind.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}
