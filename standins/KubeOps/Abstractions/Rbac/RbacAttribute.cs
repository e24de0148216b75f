namespace KubeOps.Abstractions.Rbac;

/// <summary>Base of the attributes from which policy rules are generated.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public abstract class RbacAttribute : Attribute;
