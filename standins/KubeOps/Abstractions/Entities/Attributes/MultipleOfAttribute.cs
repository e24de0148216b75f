namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The number must be a multiple of the value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class MultipleOfAttribute(double value) : Attribute
{
    public double Value { get; } = value;
}
