using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Transpiler.Exceptions;

namespace KubeOps.Transpiler;

/// <summary>The API server takes only scalar, required keys that are never null: this says so before it does.</summary>
internal static class ListMapKeys
{
    public static void Check(V1JSONSchemaProps schema, PropertyInfo property, AttributeReader read)
    {
        var isMap = schema.XKubernetesListType == "map";
        if (!read.Has<XListMapKeysAttribute>(property))
        {
            if (isMap)
                throw Failed(property, "a list of type map needs keys");
            return;
        }

        if (!isMap || schema.XKubernetesListMapKeys is not { Count: > 0 } keys)
            throw Failed(property, "map keys need a list of type map and at least one key");
        var item = schema.Items as V1JSONSchemaProps;
        foreach (var key in keys)
        {
            if (item?.Properties is null || !item.Properties.TryGetValue(key, out var target))
                throw Failed(property, $"the key {key} is no property of the items");
            if (target.Type is not ("string" or "integer" or "number" or "boolean") || target.Nullable == true || item.Required?.Contains(key) != true)
                throw Failed(property, $"the key {key} must be a scalar, required and not nullable");
        }
    }

    private static TranspilationFailedException Failed(PropertyInfo property, string why) =>
        new($"{property.DeclaringType?.Name}.{property.Name}: {why}.");
}
