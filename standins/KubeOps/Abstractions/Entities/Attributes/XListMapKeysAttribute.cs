namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Properties of an item that identify it in a list of type map.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class XListMapKeysAttribute(params string[] keys) : Attribute
{
    public string[] Keys { get; } = keys;
}
