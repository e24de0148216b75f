using System.Reflection;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using KubeOps.Transpiler;

namespace IrsaOperator.Sandbox.Manifests;

/// <summary>Renders manifests from the attributes and XML comments of C# types.</summary>
internal static class ManifestRenderer
{
    public const string Header = "# Generated from the C# attributes; renew with `dotnet run --project Sandbox -- manifests`.\n";

    private const string RbacVersion = $"{V1ClusterRole.KubeGroup}/{V1ClusterRole.KubeApiVersion}";

    /// <summary>The custom resource definition of an entity type, described by its XML comments.</summary>
    public static string RenderCrd(Type entityType)
    {
        using var context = OpenContext([entityType]);
        var definition = context.Transpile(entityType);
        SchemaDescriptions.Fill(definition, entityType);
        return Render(definition);
    }

    /// <summary>A cluster role with the rules that the types' RBAC attributes ask for.</summary>
    public static string RenderClusterRole(string name, IEnumerable<Type> typesWithRbacAttributes) => Render(new V1ClusterRole
    {
        ApiVersion = RbacVersion,
        Kind = V1ClusterRole.KubeKind,
        Metadata = new V1ObjectMeta { Name = name },
        Rules = RulesOf(typesWithRbacAttributes),
    });

    /// <summary>A role in a namespace with the given rules.</summary>
    public static string RenderRole(string name, string @namespace, IEnumerable<V1PolicyRule> rules) => Render(new V1Role
    {
        ApiVersion = RbacVersion,
        Kind = V1Role.KubeKind,
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
        Rules = PolicyRules.Tidy(rules),
    });

    /// <summary>The rules that the types' RBAC attributes ask for, in a stable order.</summary>
    public static IList<V1PolicyRule> RulesOf(IEnumerable<Type> typesWithRbacAttributes)
    {
        var types = typesWithRbacAttributes.ToList();
        using var context = OpenContext(types);
        var attributes = types.SelectMany(type => context.GetContextType(type).GetCustomAttributesData<RbacAttribute>());
        return PolicyRules.Tidy(context.Transpile(attributes));
    }

    private static string Render(object manifest) => Header + KubernetesYaml.Serialize(manifest).TrimEnd('\n') + "\n";

    private static MetadataLoadContext OpenContext(IEnumerable<Type> types)
    {
        var platform = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var paths = platform.Concat(types.Select(type => type.Assembly.Location)).Distinct(StringComparer.Ordinal);
        return ContextCreator.Create(paths, typeof(object).Assembly.GetName().Name);
    }
}
