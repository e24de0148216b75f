namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Example value of the property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExampleAttribute : Attribute
{
    public ExampleAttribute(bool value) => Value = value;

    public ExampleAttribute(long value) => Value = value;

    public ExampleAttribute(double value) => Value = value;

    public ExampleAttribute(string value) => Value = value;

    public object Value { get; }

    /// <summary>The string is a JSON document, not a text.</summary>
    public bool Json { get; init; }
}
