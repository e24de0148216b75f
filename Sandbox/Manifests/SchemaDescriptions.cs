using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using k8s.Models;

namespace IrsaOperator.Sandbox.Manifests;

/// <summary>Fills the descriptions that no attribute gives from the XML comments of the entity's assembly.</summary>
internal sealed class SchemaDescriptions
{
    private readonly Assembly _assembly;
    private readonly XmlDocumentation _documentation;

    private SchemaDescriptions(Assembly assembly)
    {
        _assembly = assembly;
        _documentation = XmlDocumentation.BesideAssembly(assembly.Location);
    }

    public static void Fill(V1CustomResourceDefinition definition, Type entityType)
    {
        var descriptions = new SchemaDescriptions(entityType.Assembly);
        foreach (var version in definition.Spec.Versions)
        {
            var schema = version.Schema.OpenAPIV3Schema;
            schema.Description ??= descriptions._documentation.SummaryOf(entityType);
            descriptions.Walk(schema, entityType);
        }
    }

    private void Walk(V1JSONSchemaProps schema, Type type)
    {
        if (schema.Items is V1JSONSchemaProps items && ElementOf(type, typeof(IEnumerable<>), 0) is { } item)
            Walk(items, item);
        if (schema.AdditionalProperties is V1JSONSchemaProps values && ValueOf(type) is { } value)
            Walk(values, value);
        if (schema.Properties is null)
            return;

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!schema.Properties.TryGetValue(JsonName(property), out var child))
                continue;
            child.Description ??= SummaryOf(property);
            Walk(child, property.PropertyType);
        }
    }

    // Spec and status are properties of a base class elsewhere: their own types tell what they are.
    private string? SummaryOf(PropertyInfo property) =>
        (property.DeclaringType?.Assembly == _assembly ? _documentation.SummaryOf(property) : null)
        ?? (property.PropertyType.Assembly == _assembly ? _documentation.SummaryOf(property.PropertyType) : null);

    private static string JsonName(PropertyInfo property) =>
        JsonNamingPolicy.CamelCase.ConvertName(property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name);

    private static Type? ValueOf(Type type) =>
        ElementOf(type, typeof(IDictionary<,>), 1) ?? ElementOf(type, typeof(IReadOnlyDictionary<,>), 1);

    private static Type? ElementOf(Type type, Type definition, int index) =>
        type.GetInterfaces().Prepend(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition)
            ?.GetGenericArguments()[index];
}
