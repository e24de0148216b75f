namespace IrsaOperator.Infrastructure.Commands;

/// <summary>Looks for Node.js, without which jsii ends with an exception that names neither.</summary>
internal static class NodeRuntime
{
    public static bool IsInstalled() =>
        Environment.GetEnvironmentVariable("JSII_NODE") is { Length: > 0 } named
            ? File.Exists(named)
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(HasNode);

    private static bool HasNode(string folder) =>
        File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe"));
}
