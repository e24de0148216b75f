namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How the API server merges the object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class XMapTypeAttribute(XMapType mapType) : Attribute
{
    public XMapType MapType { get; } = mapType;
}
