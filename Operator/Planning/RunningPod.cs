using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>A pod of the ServiceAccount that runs, or is about to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RoleArns">AWS_ROLE_ARN of each container that the webhook looks after; null for one that has none.</param>
/// <param name="Controller">What made it; null for a pod that somebody made by hand.</param>
internal sealed record RunningPod(string Name, ImmutableArray<string?> RoleArns, PodController? Controller)
{
    /// <summary>Whether it runs without the role: it started before the annotation, or under an earlier one.</summary>
    public bool IsStale(string roleArn) => RoleArns.Any(arn => arn != roleArn);
}
