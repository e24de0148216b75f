namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Leaves the kind or property out of the generated manifests.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public class IgnoreAttribute : Attribute;
