namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>
/// One run's folder, readable by its user only. A run that was killed cannot remove its folder; it loses the lock on it,
/// though, so the next run can tell it from one that is in use, and removes it.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "irsa-control-plane-";
    private const string LockName = ".in-use";
    private readonly FileStream _inUse;

    private ScratchFolder(string path, FileStream inUse)
    {
        Path = path;
        _inUse = inUse;
    }

    public string Path { get; }

    public static ScratchFolder Create()
    {
        RemoveAbandoned();
        var path = Directory.CreateTempSubdirectory(Prefix).FullName;
        return new ScratchFolder(path, Lock(path, FileMode.CreateNew));
    }

    public void Dispose()
    {
        // Removed while it is still held, or another run would take it for abandoned.
        using (_inUse)
        {
            if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
        }
    }

    private static void RemoveAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                Lock(folder, FileMode.Open).Dispose();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // In use, another user's, or just being made or removed.
            }
        }
    }

    private static FileStream Lock(string folder, FileMode mode) =>
        new(System.IO.Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None);
}
