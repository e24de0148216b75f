namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Bounds of the number of an object's properties; -1 is no bound.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class PropertyLimitsAttribute(long minProperties = -1, long maxProperties = -1) : Attribute
{
    public long? MinProperties { get; } = minProperties == -1 ? null : minProperties;

    public long? MaxProperties { get; } = maxProperties == -1 ? null : maxProperties;
}
