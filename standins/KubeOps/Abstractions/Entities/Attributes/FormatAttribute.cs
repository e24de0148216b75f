namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>OpenAPI format of the property; null clears the inferred one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormatAttribute(string? format) : Attribute
{
    public string? Format { get; } = format;
}
