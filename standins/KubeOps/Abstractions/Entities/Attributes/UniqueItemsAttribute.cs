namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Unique items, which CRDs forbid: transpiling such a property fails.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class UniqueItemsAttribute : Attribute;
