namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Short names of the kind for kubectl.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class KubernetesEntityShortNamesAttribute(params string[] shortNames) : Attribute
{
    public string[] ShortNames { get; } = shortNames;
}
