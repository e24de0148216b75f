namespace IrsaOperator.Sandbox.Local;

/// <summary>The repository's config folder, as the build copies it beside the program.</summary>
internal static class ConfigFiles
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");

    public static string CrdFolder => Path.Combine(Config, "crd");

    public static string RbacFolder => Path.Combine(Config, "rbac");

    public static string RolloutFolder => Path.Combine(Config, "rollout");

    public static string OperatorPolicy => Path.Combine(Config, "aws", "operator-policy.json");

    /// <summary>The base cluster as Infrastructure makes it with its defaults.</summary>
    public static string BaseClusterTemplate => Path.Combine(AppContext.BaseDirectory, "template", "eks-dev.template.json");

    public static string Sample(string name) => Path.Combine(Config, "samples", name);

    /// <summary>A folder's manifests in the order of their names; kustomization.yaml is kubectl's business.</summary>
    public static IReadOnlyList<string> Manifests(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.yaml")
            .Where(file => Path.GetFileName(file) != "kustomization.yaml")
            .Order(StringComparer.Ordinal)];
}
