using IrsaOperator.Api;
using IrsaOperator.Hosting;
using IrsaOperator.Reconciliation;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Sandbox.Manifests;

namespace IrsaOperator.Sandbox.Commands;

/// <summary>The files below config/ that are generated from C# attributes.</summary>
internal static class ManifestFiles
{
    private const string OperatorName = "irsa-operator";

    /// <summary>Each file, relative to config/, and what it is to hold.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new SortedDictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        [$"crd/{WellKnown.Group}_{WellKnown.Plural}.yaml"] = () => ManifestRenderer.RenderCrd(typeof(IrsaBinding)),
        [$"crd/{WellKnown.Group}_{WellKnown.PolicyPlural}.yaml"] = () => ManifestRenderer.RenderCrd(typeof(IrsaPolicy)),
        ["rbac/role.yaml"] = () => ManifestRenderer.RenderClusterRole(
            OperatorName, [typeof(BindingController), typeof(ServiceAccountController), typeof(PolicyController), typeof(NamespaceController), typeof(PodsStep)]),
        ["rbac/leader-election-role.yaml"] = () => ManifestRenderer.RenderRole(
            $"{OperatorName}-leader-election", OperatorIdentity.Namespace, ManifestRenderer.RulesOf([typeof(LeaderElectionRbac)])),
    };

    /// <summary>The files whose content is missing or not what it should be.</summary>
    public static IReadOnlyList<string> Stale(string configFolder) =>
        [.. All.Where(file => Read(Path.Combine(configFolder, file.Key)) != file.Value()).Select(file => file.Key)];

    public static void Write(string configFolder)
    {
        foreach (var (file, render) in All)
        {
            var path = Path.Combine(configFolder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, render());
        }
    }

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
