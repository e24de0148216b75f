using System.Reflection;

namespace KubeOps.Transpiler;

/// <summary>Opens contexts in which assemblies are read but never run.</summary>
public static class ContextCreator
{
    /// <summary>A context over the assemblies of the paths.</summary>
    public static MetadataLoadContext Create(IEnumerable<string> assemblyPaths, string? coreAssemblyName = null) =>
        new(new PathAssemblyResolver(assemblyPaths), coreAssemblyName);

    /// <summary>A context over the assemblies of the paths and one that is not on disk.</summary>
    public static MetadataLoadContext Create(IEnumerable<string> assemblyPaths, byte[] assembly, string? coreAssemblyName = null)
    {
        var context = Create(assemblyPaths, coreAssemblyName);
        context.LoadFromByteArray(assembly);
        return context;
    }
}
