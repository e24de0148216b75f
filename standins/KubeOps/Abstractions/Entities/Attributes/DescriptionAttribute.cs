namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Description of the kind or property in the schema.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public class DescriptionAttribute(string description) : Attribute
{
    public string Description { get; } = description;
}
