using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using KubeOps.Abstractions.Entities.Attributes;

namespace KubeOps.Transpiler;

/// <summary>Questions to types of a metadata context, which are never equal to those of the running program.</summary>
internal static class TypeNames
{
    private static readonly string[] Dictionaries =
        ["System.Collections.Generic.IDictionary`2", "System.Collections.Generic.IReadOnlyDictionary`2"];

    public static Type? DictionaryValue(Type type) => Argument(type, 1, Dictionaries);

    public static Type? Item(Type type) =>
        type.IsArray ? type.GetElementType() : Argument(type, 0, ["System.Collections.Generic.IEnumerable`1"]);

    public static bool Implements(Type type, string name) => type.GetInterfaces().Any(candidate => candidate.FullName == name);

    /// <summary>The properties that the schema shows.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Where(property => property.GetCustomAttributeData<IgnoreAttribute>() is null)
            .Where(property => property.GetCustomAttributeData<JsonIgnoreAttribute>() is not { } ignore || !IsAlways(ignore))
            .DistinctBy(property => property.Name);

    public static string JsonName(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(
        property.GetCustomAttributeData<JsonPropertyNameAttribute>()?.GetCustomAttributeCtorArg<string>(0) ?? property.Name);

    // Without a condition the property is always ignored; conditions other than Always are about single values.
    private static bool IsAlways(CustomAttributeData ignore) =>
        (ignore.GetCustomAttributeNamedArg<int?>(nameof(JsonIgnoreAttribute.Condition)) ?? 1) == (int)JsonIgnoreCondition.Always;

    private static Type? Argument(Type type, int index, string[] definitions) =>
        type.GetInterfaces().Prepend(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && definitions.Contains(candidate.GetGenericTypeDefinition().FullName))
            ?.GetGenericArguments()[index];
}
