using System.Reflection;
using KubeOps.Transpiler;

namespace IrsaOperator.Tests.Standins.KubeOps.Transpiler;

internal static class TestContexts
{
    public static MetadataLoadContext Open() => ContextCreator.Create(
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator),
        typeof(object).Assembly.GetName().Name);

    /// <summary>The golden text beside the tests; RENEW_GOLDEN=1 writes it anew, to be read in the diff.</summary>
    public static string Golden(string name, string actual)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "IrsaOperator.sln")))
            root = root.Parent;

        var path = Path.Combine(root!.FullName, "Operator.Tests", "Standins", "KubeOps", "Transpiler", name);
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        return File.ReadAllText(path);
    }
}
