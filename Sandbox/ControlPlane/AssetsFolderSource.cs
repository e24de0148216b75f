using System.Text.RegularExpressions;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>A folder that the user names, by envtest's convention.</summary>
internal sealed partial class AssetsFolderSource(Func<string, string?> environment, ICommandRunner commands) : IControlPlaneSource
{
    internal const string Variable = "KUBEBUILDER_ASSETS";

    public string Name => Variable;

    public async Task<SourceAnswer> GetAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var folder = environment(Variable);
        if (string.IsNullOrEmpty(folder))
            return SourceAnswer.Unavailable("not set");

        var binaries = ControlPlaneBinaries.InFolder(Path.GetFullPath(folder), version: "", Name);
        if (binaries is null)
            return SourceAnswer.Unavailable($"{folder} has no kube-apiserver and etcd");

        var output = await commands.RunAsync(new Command(binaries.KubeApiServer, "--version"), cancellationToken);
        var version = VersionPattern().Match(output);
        return version.Success
            ? SourceAnswer.Found(binaries with { Version = version.Groups["version"].Value })
            : SourceAnswer.Unavailable($"{binaries.KubeApiServer} --version printed no version: {output.Trim()}");
    }

    [GeneratedRegex(@"v(?<version>\d+\.\d+\.\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
