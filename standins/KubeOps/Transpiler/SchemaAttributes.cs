using System.Reflection;
using System.Text.Json;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Transpiler.Exceptions;

namespace KubeOps.Transpiler;

/// <summary>Writes what attributes say into a schema.</summary>
internal static class SchemaAttributes
{
    private static readonly string[] Reasons = ["FieldValueRequired", "FieldValueForbidden", "FieldValueInvalid", "FieldValueDuplicate"];

    public static void ApplyClass(V1JSONSchemaProps schema, Type type, AttributeReader read)
    {
        schema.Description = read.One<DescriptionAttribute>(type)?.Text("Description", 0) ?? schema.Description;
        schema.Title = read.One<TitleAttribute>(type)?.Text("Title", 0) ?? schema.Title;
        if (read.Has<PreserveUnknownFieldsAttribute>(type))
            schema.XKubernetesPreserveUnknownFields = true;
        if (read.One<DefaultValueAttribute>(type) is { } value)
            schema.DefaultProperty = Literal(value, type);
        var rules = read.All<ValidationRuleAttribute>(type).Select(rule => Rule(rule, type)).ToList();
        if (rules.Count > 0)
            schema.XKubernetesValidations = [.. schema.XKubernetesValidations ?? [], .. rules];
    }

    public static void Apply(V1JSONSchemaProps schema, PropertyInfo property, AttributeReader read)
    {
        ApplyClass(schema, property, read);
        ApplyBounds(schema, property, read);
        ApplyShape(schema, property, read);
    }

    private static void ApplyClass(V1JSONSchemaProps schema, PropertyInfo property, AttributeReader read)
    {
        schema.Description = read.One<DescriptionAttribute>(property)?.Text("Description", 0) ?? schema.Description;
        schema.Title = read.One<TitleAttribute>(property)?.Text("Title", 0) ?? schema.Title;
        if (read.One<DefaultValueAttribute>(property) is { } value)
            schema.DefaultProperty = Literal(value, property);
        if (read.One<ExampleAttribute>(property) is { } example)
            schema.Example = Literal(example, property);
        if (read.One<ExternalDocsAttribute>(property) is { } docs)
            schema.ExternalDocs = new V1ExternalDocumentation { Url = docs.Text("Url", 0), Description = docs.Text("Description", 1) };
        var rules = read.All<ValidationRuleAttribute>(property).Select(rule => Rule(rule, property)).ToList();
        if (rules.Count > 0)
            schema.XKubernetesValidations = [.. schema.XKubernetesValidations ?? [], .. rules];
    }

    private static void ApplyBounds(V1JSONSchemaProps schema, PropertyInfo property, AttributeReader read)
    {
        if (read.One<LengthAttribute>(property) is { } length)
            (schema.MinLength, schema.MaxLength) = (length.Bound("MinLength", 0), length.Bound("MaxLength", 1));
        if (read.One<ItemsAttribute>(property) is { } items)
            (schema.MinItems, schema.MaxItems) = (items.Bound("MinItems", 0), items.Bound("MaxItems", 1));
        if (read.One<PropertyLimitsAttribute>(property) is { } limits)
            (schema.MinProperties, schema.MaxProperties) = (limits.Bound("MinProperties", 0), limits.Bound("MaxProperties", 1));
        if (read.One<RangeMinimumAttribute>(property) is { } minimum)
            (schema.Minimum, schema.ExclusiveMinimum) = (minimum.Number("Minimum", 0), minimum.Flag("ExclusiveMinimum", 1));
        if (read.One<RangeMaximumAttribute>(property) is { } maximum)
            (schema.Maximum, schema.ExclusiveMaximum) = (maximum.Number("Maximum", 0), maximum.Flag("ExclusiveMaximum", 1));
        if (read.One<MultipleOfAttribute>(property) is { } multiple)
            schema.MultipleOf = multiple.Number("Value", 0);
        if (read.One<PatternAttribute>(property) is { } pattern)
            schema.Pattern = pattern.Text("RegexPattern", 0);
        if (read.One<FormatAttribute>(property) is { } format)
            schema.Format = format.Text("Format", 0);
        if (read.One<EnumValuesAttribute>(property) is { } values)
            schema.EnumProperty = EnumValues(values.List("Values", 0), schema, property);
    }

    private static void ApplyShape(V1JSONSchemaProps schema, PropertyInfo property, AttributeReader read)
    {
        if (read.Has<UniqueItemsAttribute>(property))
            throw Failed(property, "custom resource definitions forbid uniqueItems; use a list of type set");
        if (read.Has<PreserveUnknownFieldsAttribute>(property))
            schema.XKubernetesPreserveUnknownFields = true;
        if (read.Has<EmbeddedResourceAttribute>(property))
        {
            schema.XKubernetesEmbeddedResource = true;
            schema.XKubernetesPreserveUnknownFields = true;
            schema.Type = "object";
            schema.Properties = null;
            schema.Required = null;
        }

        if (read.One<XListTypeAttribute>(property) is { } list)
            schema.XKubernetesListType = ((XListType)list.Member("ListType", 0)).ToString().ToLowerInvariant();
        if (read.One<XListMapKeysAttribute>(property) is { } keys)
            schema.XKubernetesListMapKeys = [.. keys.List("Keys", 0).Cast<string>()];
        if (read.One<XMapTypeAttribute>(property) is { } map)
            schema.XKubernetesMapType = ((XMapType)map.Member("MapType", 0)).ToString().ToLowerInvariant();
    }

    private static List<object> EnumValues(IReadOnlyList<object> values, V1JSONSchemaProps schema, PropertyInfo property)
    {
        if (values.Count == 0 || values.Distinct().Count() != values.Count)
            throw Failed(property, "its enum values are empty or not unique");
        var fits = values.All(value => schema.Type switch
        {
            "string" => value is string,
            "integer" => value is long,
            "number" => value is double or long,
            _ => false,
        });
        return fits ? [.. values] : throw Failed(property, $"its enum values are not of the schema type {schema.Type}");
    }

    private static object? Literal(AttributeValues attribute, MemberInfo member)
    {
        var value = attribute.Value("Value", 0);
        if (!attribute.Flag("Json") || value is not string text)
            return value;
        try
        {
            return PlainJson.Parse(text);
        }
        catch (JsonException e)
        {
            throw new TranspilationFailedException($"{member.DeclaringType?.Name}.{member.Name}: its literal is not JSON.", e);
        }
    }

    private static V1ValidationRule Rule(AttributeValues attribute, MemberInfo member)
    {
        var rule = new V1ValidationRule
        {
            Rule = attribute.Text("Rule", 0),
            FieldPath = attribute.Text("FieldPath", 1),
            Message = attribute.Text("Message", 2),
            MessageExpression = attribute.Text("MessageExpression", 3),
            Reason = attribute.Text("Reason", 4),
        };
        if (string.IsNullOrWhiteSpace(rule.Rule))
            throw Failed(member, "a validation rule is blank");
        foreach (var text in new[] { rule.FieldPath, rule.Message, rule.MessageExpression, rule.Reason })
        {
            if (text is not null && (string.IsNullOrWhiteSpace(text) || text.AsSpan().ContainsAny('\r', '\n')))
                throw Failed(member, "a text of a validation rule is blank or has line breaks");
        }

        return rule.Reason is null || Reasons.Contains(rule.Reason)
            ? rule
            : throw Failed(member, $"a validation rule's reason {rule.Reason} is none of {string.Join(", ", Reasons)}");
    }

    private static TranspilationFailedException Failed(MemberInfo member, string why) =>
        new($"{member.DeclaringType?.Name}.{member.Name}: {why}.");
}
