using System.Reflection;

namespace KubeOps.Transpiler;

/// <summary>Creates the attribute, if the running program can load it, and reads its properties.</summary>
public sealed class ReflectionInheritedAttributeResolver : IInheritedAttributeResolver
{
    public static readonly ReflectionInheritedAttributeResolver Default = new();

    public bool TryResolve(Type attributeType, out IReadOnlyDictionary<string, object?> propertyValues)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        propertyValues = values;
        var type = attributeType.AssemblyQualifiedName is { } name ? Type.GetType(name, throwOnError: false) : null;
        if (type?.GetConstructor(Type.EmptyTypes) is null)
            return false;

        var instance = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanRead && property.GetIndexParameters().Length == 0)
                values[property.Name] = property.GetValue(instance);
        }

        return true;
    }
}
