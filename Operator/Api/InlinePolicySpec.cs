using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>A policy that lives in the role itself.</summary>
public sealed class InlinePolicySpec
{
    /// <summary>The policy's name, unique in the role.</summary>
    [Required]
    [Length(1, 128)]
    [Pattern("^[\\w+=,.@-]+$")]
    public string Name { get; set; } = "";

    /// <summary>The policy document, with IAM's own JSON elements: Version, Statement, Effect, Action, Resource, Condition.</summary>
    [Required]
    [PreserveUnknownFields]
    public object? Document { get; set; }
}
