namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Bounds of a list's length; -1 is no bound.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ItemsAttribute(long minItems = -1, long maxItems = -1) : Attribute
{
    public long? MinItems { get; } = minItems == -1 ? null : minItems;

    public long? MaxItems { get; } = maxItems == -1 ? null : maxItems;
}
