namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Marks the version that the API server stores.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class StorageVersionAttribute : Attribute;
