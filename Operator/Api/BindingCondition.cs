using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>One observation about the binding, in the form that kubectl wait, Flux and Argo CD read.</summary>
public sealed class BindingCondition
{
    /// <summary>What the observation is about.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>True, False or Unknown.</summary>
    [Required]
    public string Status { get; set; } = "";

    /// <summary>The generation of the spec that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>When the status last changed.</summary>
    public DateTime? LastTransitionTime { get; set; }

    /// <summary>Why, in one CamelCase word.</summary>
    public string? Reason { get; set; }

    /// <summary>Why, in one sentence.</summary>
    public string? Message { get; set; }
}
