using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Transpiler.Exceptions;
using KubeOps.Transpiler.Kubernetes;

namespace KubeOps.Transpiler;

/// <summary>Generates custom resource definitions from entity types.</summary>
public static class Crds
{
    /// <summary>The definition of one type.</summary>
    /// <exception cref="TranspilationFailedException">The type has a part that no schema can express.</exception>
    public static V1CustomResourceDefinition Transpile(
        this MetadataLoadContext context, Type type, IInheritedAttributeResolver? inheritedAttributeResolver = null)
    {
        var reader = new AttributeReader(inheritedAttributeResolver ?? ReflectionInheritedAttributeResolver.Default);
        return Definition([context.GetContextType(type)], reader);
    }

    /// <summary>The definitions of the types; types of one kind become versions of one definition, ignored ones are left out.</summary>
    /// <exception cref="TranspilationFailedException">A type has a part that no schema can express.</exception>
    public static IEnumerable<V1CustomResourceDefinition> Transpile(
        this MetadataLoadContext context, IEnumerable<Type> types, IInheritedAttributeResolver? inheritedAttributeResolver = null)
    {
        var reader = new AttributeReader(inheritedAttributeResolver ?? ReflectionInheritedAttributeResolver.Default);
        return types
            .Select(context.GetContextType)
            .Where(type => type.GetCustomAttributeData<KubernetesEntityAttribute>() is not null && type.Namespace != "k8s.Models")
            .Where(type => type.GetCustomAttributeData<IgnoreAttribute>() is null)
            .GroupBy(Name, StringComparer.Ordinal)
            .Select(versions => Definition([.. versions], reader));
    }

    private static string Name(Type type)
    {
        var metadata = Entities.ToEntityMetadata(type).Metadata;
        return $"{metadata.PluralName}.{metadata.Group}";
    }

    private static V1CustomResourceDefinition Definition(List<Type> types, AttributeReader reader)
    {
        var storage = StorageVersion(types);
        var (metadata, scope) = Entities.ToEntityMetadata(storage);
        return new V1CustomResourceDefinition
        {
            ApiVersion = $"{V1CustomResourceDefinition.KubeGroup}/{V1CustomResourceDefinition.KubeApiVersion}",
            Kind = V1CustomResourceDefinition.KubeKind,
            Metadata = new V1ObjectMeta { Name = Name(storage) },
            Spec = new V1CustomResourceDefinitionSpec
            {
                Group = metadata.Group,
                Names = new V1CustomResourceDefinitionNames
                {
                    Kind = metadata.Kind,
                    ListKind = metadata.ListKind,
                    Singular = metadata.SingularName,
                    Plural = metadata.PluralName,
                    ShortNames = ShortNames(storage, reader),
                },
                Scope = scope,
                Versions = [.. types.OrderByDescending(VersionName, new KubernetesVersionComparer()).Select(type => Version(type, type == storage, reader))],
            },
        };
    }

    private static string VersionName(Type type) => Entities.ToEntityMetadata(type).Metadata.Version;

    private static Type StorageVersion(List<Type> types)
    {
        var marked = types.Where(type => type.GetCustomAttributeData<StorageVersionAttribute>() is not null).ToList();
        return marked.Count > 1
            ? throw new TranspilationFailedException($"{Name(marked[0])} has more than one storage version.")
            : marked.FirstOrDefault() ?? types.MaxBy(VersionName, new KubernetesVersionComparer())!;
    }

    private static List<string>? ShortNames(Type type, AttributeReader reader) =>
        reader.One<KubernetesEntityShortNamesAttribute>(type)?.List("ShortNames", 0) is { Count: > 0 } names ? [.. names.Cast<string>()] : null;

    private static V1CustomResourceDefinitionVersion Version(Type type, bool storage, AttributeReader reader)
    {
        var schema = new SchemaBuilder(reader).Object(type, "apiVersion", "kind", "metadata");
        if (schema.Properties is { } properties && properties.TryGetValue("spec", out var spec) && spec.Required is { Count: > 0 })
            schema.Required = [.. (schema.Required ?? []).Append("spec").Distinct().Order(StringComparer.Ordinal)];

        return new V1CustomResourceDefinitionVersion
        {
            Name = VersionName(type),
            Served = true,
            Storage = storage,
            AdditionalPrinterColumns = PrinterColumns.Of(type, schema, reader),
            Schema = new V1CustomResourceValidation { OpenAPIV3Schema = schema },
            Subresources = Subresources(type, schema, reader),
        };
    }

    private static V1CustomResourceSubresources? Subresources(Type type, V1JSONSchemaProps schema, AttributeReader reader)
    {
        var status = schema.Properties?.ContainsKey("status") == true ? new object() : null;
        var scale = reader.One<ScaleSubresourceAttribute>(type) is { } attribute
            ? new V1CustomResourceSubresourceScale
            {
                SpecReplicasPath = attribute.Text("SpecReplicasPath", 0),
                StatusReplicasPath = attribute.Text("StatusReplicasPath", 1),
                LabelSelectorPath = attribute.Text("LabelSelectorPath", 2),
            }
            : null;
        return status is null && scale is null ? null : new V1CustomResourceSubresources { Status = status, Scale = scale };
    }
}
