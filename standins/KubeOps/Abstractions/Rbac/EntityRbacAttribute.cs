namespace KubeOps.Abstractions.Rbac;

/// <summary>Access to the resources of entity types.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class EntityRbacAttribute(params Type[] entities) : RbacAttribute
{
    public IEnumerable<Type> Entities { get; } = entities;

    public RbacVerb Verbs { get; init; }
}
