namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Says whether the kind lives in a namespace or belongs to the whole cluster.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class EntityScopeAttribute(EntityScope scope = default) : Attribute
{
    public EntityScope Scope { get; } = scope;
}
