namespace KubeOps.Transpiler;

/// <summary>Finds the values of an attribute that derives from one of KubeOps's: metadata don't tell what it hands to its base.</summary>
public interface IInheritedAttributeResolver
{
    bool TryResolve(Type attributeType, out IReadOnlyDictionary<string, object?> propertyValues);
}
