namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>
/// Binaries on disk, one folder per version. A version appears whole or not at all: it is made in a scratch folder
/// beside its place and moved there, by one process at a time.
/// </summary>
internal sealed class ControlPlaneCache(string root, TimeProvider time)
{
    private const string ScratchPrefix = ".scratch-";
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(250);

    public string Root => root;

    /// <summary><c>${XDG_CACHE_HOME:-~/.cache}/irsa-operator/control-plane</c>; a relative XDG_CACHE_HOME is ignored, as its specification asks.</summary>
    public static ControlPlaneCache ForUser(Func<string, string?> environment)
    {
        var cacheHome = environment("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cacheHome) || !Path.IsPathRooted(cacheHome))
            cacheHome = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new ControlPlaneCache(Path.Combine(cacheHome, "irsa-operator", "control-plane"), TimeProvider.System);
    }

    public ControlPlaneBinaries? Find(string version, string source) =>
        ControlPlaneBinaries.InFolder(Path.Combine(root, version), version, source);

    /// <summary>
    /// The cached version, or the one that <paramref name="fill"/> makes. It gets a scratch folder, in which it may leave
    /// anything, and returns the folder in there that holds both binaries.
    /// </summary>
    public async Task<ControlPlaneBinaries> GetOrAddAsync(
        string version, string source, Func<string, Task<string>> fill, IProgress<string> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(root);
        await using var held = await LockAsync(progress, cancellationToken);

        // Another process may have made it while this one waited.
        if (Find(version, source) is { } present)
            return present;

        RemoveLeftovers();
        var scratch = Path.Combine(root, ScratchPrefix + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(scratch);
        try
        {
            var made = await fill(scratch);
            Publish(made, Path.Combine(root, version));
            return Find(version, source)
                ?? throw new InvalidOperationException($"{source} made no {ControlPlaneBinaries.KubeApiServerName} and {ControlPlaneBinaries.EtcdName}.");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static void Publish(string made, string destination)
    {
        // A folder without both binaries is no version: somebody interfered with the cache.
        if (Directory.Exists(destination))
            Directory.Delete(destination, recursive: true);
        Directory.Move(made, destination);
    }

    // Only the holder of the lock makes scratch folders, so any that exist belong to processes that died.
    private void RemoveLeftovers()
    {
        foreach (var leftover in Directory.EnumerateDirectories(root, ScratchPrefix + "*"))
        {
            try
            {
                Directory.Delete(leftover, recursive: true);
            }
            catch (IOException)
            {
                // A compiler that outlived the process still writes there; a later run removes it.
            }
        }
    }

    private async Task<FileStream> LockAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var path = Path.Combine(root, ".lock");
        var announced = false;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!announced)
                    progress.Report("another process is preparing the control plane; waiting for it");
                announced = true;
                await Task.Delay(LockPoll, time, cancellationToken);
            }
        }
    }
}
