namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>Finds a real kube-apiserver and etcd: asks its sources in order and takes the first answer.</summary>
internal sealed class ControlPlaneProvisioner(IReadOnlyList<IControlPlaneSource> sources)
{
    /// <summary>The sources of this machine: a folder the user names, the cache, the published archive, a build from Debian's source.</summary>
    public static ControlPlaneProvisioner ForThisMachine()
    {
        var commands = new CommandRunner();
        var cache = ControlPlaneCache.ForUser(Environment.GetEnvironmentVariable);
        return new ControlPlaneProvisioner(
        [
            new AssetsFolderSource(Environment.GetEnvironmentVariable, commands),
            new CachedSource(cache, [EnvtestRelease.Version, DebianKubernetes.Version]),
            new EnvtestArchiveSource(cache),
            new DebianSource(cache, commands),
        ]);
    }

    /// <summary>The binaries of the first source that has them.</summary>
    /// <exception cref="ControlPlaneUnavailableException">No source had an answer.</exception>
    public async Task<ControlPlaneBinaries> ProvisionAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var failures = new List<(string Source, string Reason)>();
        foreach (var source in sources)
        {
            var answer = await AskAsync(source, progress, cancellationToken);
            if (answer.Binaries is { } binaries)
            {
                progress.Report($"kube-apiserver {binaries.Version} from {binaries.Source}");
                return binaries;
            }

            var reason = answer.Reason ?? "no reason given";
            progress.Report($"no control plane from {source.Name}: {reason}");
            failures.Add((source.Name, reason));
        }

        throw ControlPlaneUnavailableException.From(failures);
    }

    private static async Task<SourceAnswer> AskAsync(IControlPlaneSource source, IProgress<string> progress, CancellationToken cancellationToken)
    {
        try
        {
            return await source.GetAsync(progress, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One broken source (a full disk, a mirror that is down) must not keep the next one from answering.
            return SourceAnswer.Unavailable(exception.Message);
        }
    }
}
