namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Bounds of a string's length; -1 is no bound.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class LengthAttribute(long minLength = -1, long maxLength = -1) : Attribute
{
    public long? MinLength { get; } = minLength == -1 ? null : minLength;

    public long? MaxLength { get; } = maxLength == -1 ? null : maxLength;
}
