namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Link to further documentation.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ExternalDocsAttribute(string url, string? description = null) : Attribute
{
    public string Url { get; } = url;

    public string? Description { get; } = description;
}
