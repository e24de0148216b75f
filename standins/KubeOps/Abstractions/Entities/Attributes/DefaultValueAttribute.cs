namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Default that the API server fills in.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, Inherited = true)]
public sealed class DefaultValueAttribute : Attribute
{
    public DefaultValueAttribute(bool value) => Value = value;

    public DefaultValueAttribute(long value) => Value = value;

    public DefaultValueAttribute(double value) => Value = value;

    public DefaultValueAttribute(string value) => Value = value;

    public object Value { get; }

    /// <summary>The string is a JSON document, not a text.</summary>
    public bool Json { get; init; }
}
