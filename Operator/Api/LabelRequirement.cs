using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>One requirement of a selector.</summary>
public sealed class LabelRequirement
{
    /// <summary>The label.</summary>
    [Required]
    public string Key { get; set; } = "";

    /// <summary>In and NotIn compare with the values, and NotIn also holds where the label is missing; Exists and DoesNotExist have no values.</summary>
    [Required]
    [EnumValues("In", "NotIn", "Exists", "DoesNotExist")]
    public string Operator { get; set; } = "";

    /// <summary>The values for In and NotIn.</summary>
    public IList<string>? Values { get; set; }
}
