using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Transpiler.Exceptions;

namespace KubeOps.Transpiler;

/// <summary>Builds the OpenAPI schema of a type.</summary>
internal sealed class SchemaBuilder(AttributeReader attributes)
{
    // The types between the root and the current property: meeting one of them again is a cycle.
    private readonly List<Type> _path = [];

    private static readonly Dictionary<string, (string Type, string? Format)> Scalars = new(StringComparer.Ordinal)
    {
        ["System.String"] = ("string", null),
        ["System.Int32"] = ("integer", "int32"),
        ["System.Int64"] = ("integer", "int64"),
        ["System.Single"] = ("number", "float"),
        ["System.Double"] = ("number", "double"),
        ["System.Decimal"] = ("number", "decimal"),
        ["System.Boolean"] = ("boolean", null),
        ["System.DateTime"] = ("string", "date-time"),
        ["System.DateTimeOffset"] = ("string", "date-time"),
        ["System.Guid"] = ("string", "uuid"),
        ["k8s.Models.ResourceQuantity"] = ("string", null),
    };

    public V1JSONSchemaProps Property(PropertyInfo property)
    {
        var schema = Map(property.PropertyType);
        SchemaAttributes.Apply(schema, property, attributes);
        if (property.IsNullable())
            schema.Nullable = true;
        ListMapKeys.Check(schema, property, attributes);
        return schema;
    }

    /// <summary>An object with its properties, those of the names left out.</summary>
    public V1JSONSchemaProps Object(Type type, params string[] without)
    {
        if (_path.Contains(type))
            throw new TranspilationFailedException($"The type {type.FullName} contains itself: {string.Join(" > ", _path.Select(t => t.Name))}.");

        _path.Add(type);
        var shown = TypeNames.Properties(type).Where(property => !without.Contains(TypeNames.JsonName(property))).ToList();
        var schema = new V1JSONSchemaProps { Type = "object" };
        SchemaAttributes.ApplyClass(schema, type, attributes);
        if (shown.Count > 0)
        {
            schema.Properties = shown
                .OrderBy(TypeNames.JsonName, StringComparer.Ordinal)
                .ToDictionary(TypeNames.JsonName, Property, StringComparer.Ordinal);
        }

        var required = shown.Where(attributes.Has<RequiredAttribute>).Select(TypeNames.JsonName).Order(StringComparer.Ordinal).ToList();
        schema.Required = required.Count > 0 ? required : null;
        _path.RemoveAt(_path.Count - 1);
        return schema;
    }

    /// <summary>The schema of the type is that of its properties.</summary>
    public static bool IsObject(Type type) =>
        type is { IsClass: true, IsArray: false } && !IsSpecial(type) && TypeNames.DictionaryValue(type) is null && TypeNames.Item(type) is null;

    private V1JSONSchemaProps Map(Type type)
    {
        if (type.IsNullable())
        {
            var inner = Map(type.GetGenericArguments()[0]);
            inner.Nullable = true;
            return inner;
        }

        if (type.FullName is { } name && Scalars.TryGetValue(name, out var scalar))
            return new V1JSONSchemaProps { Type = scalar.Type, Format = scalar.Format };
        if (type.IsEnum)
            return new V1JSONSchemaProps { Type = "string", EnumProperty = [.. EnumNames(type)] };
        if (type.FullName is "k8s.Models.IntOrString" or "k8s.Models.IntstrIntOrString")
            return new V1JSONSchemaProps { XKubernetesIntOrString = true };
        if (type.FullName == "System.Object")
            return new V1JSONSchemaProps { Type = "object", XKubernetesPreserveUnknownFields = true };
        if (type.FullName == "k8s.Models.V1ObjectMeta")
            return new V1JSONSchemaProps { Type = "object" };
        if (IsEmbedded(type))
            return new V1JSONSchemaProps { Type = "object", XKubernetesPreserveUnknownFields = true, XKubernetesEmbeddedResource = true };
        if (TypeNames.DictionaryValue(type) is { } value)
            return new V1JSONSchemaProps { Type = "object", AdditionalProperties = Map(value) };
        if (TypeNames.Item(type) is { } item)
            return new V1JSONSchemaProps { Type = "array", Items = Map(item) };
        if (IsObject(type))
            return Object(type);

        throw new TranspilationFailedException($"The type {type.FullName} has no counterpart in a schema; use a string or a class.");
    }

    private static bool IsSpecial(Type type) =>
        type.FullName is { } name
        && (Scalars.ContainsKey(name)
            || name is "k8s.Models.IntOrString" or "k8s.Models.IntstrIntOrString" or "System.Object" or "k8s.Models.V1ObjectMeta"
            || IsEmbedded(type));

    private static bool IsEmbedded(Type type) =>
        type.Namespace == "k8s.Models" && TypeNames.Implements(type, "k8s.IKubernetesObject");

    private static IEnumerable<string> EnumNames(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field =>
            field.GetCustomAttributeData<JsonStringEnumMemberNameAttribute>()?.GetCustomAttributeCtorArg<string>(0) ?? field.Name);
}
