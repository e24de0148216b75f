namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Title of the kind or property in the schema.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public class TitleAttribute(string title) : Attribute
{
    public string Title { get; } = title;
}
