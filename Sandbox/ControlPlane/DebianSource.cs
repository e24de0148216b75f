namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>Debian's etcd, and a kube-apiserver compiled from Debian's source with Debian's Go; nothing is installed.</summary>
internal sealed class DebianSource(ControlPlaneCache cache, ICommandRunner commands) : IControlPlaneSource
{
    private static readonly string[] Tools = ["apt-get", "dpkg", "dpkg-deb"];

    public string Name => $"Debian's source of Kubernetes {DebianKubernetes.Version}";

    public async Task<SourceAnswer> GetAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var missing = Tools.Where(tool => !commands.Exists(tool)).ToList();
        if (missing.Count > 0)
            return SourceAnswer.Unavailable($"this machine has no {string.Join(", ", missing)}");

        return SourceAnswer.Found(await cache.GetOrAddAsync(
            DebianKubernetes.Version,
            Name,
            scratch => new DebianBuild(scratch, commands, progress).RunAsync(cancellationToken),
            progress,
            cancellationToken));
    }
}
