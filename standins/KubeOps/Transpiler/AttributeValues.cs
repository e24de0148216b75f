using System.Globalization;
using System.Reflection;

namespace KubeOps.Transpiler;

/// <summary>The values of one attribute, whether written at its place or handed to the base by a derived attribute.</summary>
internal sealed class AttributeValues(CustomAttributeData data, Type attribute, IInheritedAttributeResolver resolver)
{
    private readonly Lazy<IReadOnlyDictionary<string, object?>> _inherited = new(() =>
        data.AttributeType.FullName != attribute.FullName && resolver.TryResolve(data.AttributeType, out var values)
            ? values
            : new Dictionary<string, object?>(StringComparer.Ordinal));

    private bool IsOwn => data.AttributeType.FullName == attribute.FullName;

    public string? Text(string property, int index = -1) => Value(property, index) as string;

    public bool Flag(string property, int index = -1) => Value(property, index) is true;

    public double Number(string property, int index) => Convert.ToDouble(Value(property, index) ?? 0, CultureInfo.InvariantCulture);

    public int Member(string property, int index = -1) => Convert.ToInt32(Value(property, index) ?? 0, CultureInfo.InvariantCulture);

    /// <summary>A bound of which -1 means none.</summary>
    public long? Bound(string property, int index) =>
        Value(property, index) is { } value && Convert.ToInt64(value, CultureInfo.InvariantCulture) is >= 0 and var bound ? bound : null;

    public IReadOnlyList<object> List(string property, int index) => Value(property, index) switch
    {
        IEnumerable<CustomAttributeTypedArgument> items => [.. items.Select(item => item.Value!)],
        System.Collections.IEnumerable items and not string => [.. items.Cast<object>()],
        _ => [],
    };

    public object? Value(string property, int index)
    {
        foreach (var argument in data.NamedArguments)
        {
            if (argument.MemberName == property)
                return argument.TypedValue.Value;
        }

        if (!IsOwn)
            return _inherited.Value.GetValueOrDefault(property);
        return index >= 0 && index < data.ConstructorArguments.Count ? data.ConstructorArguments[index].Value : null;
    }
}
