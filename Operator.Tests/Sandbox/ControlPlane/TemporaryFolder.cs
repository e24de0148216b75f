namespace IrsaOperator.Tests.Sandbox.ControlPlane;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("irsa-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Puts two empty files in the place of the binaries.</summary>
    public static string FillWithBinaries(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(System.IO.Path.Combine(folder, "kube-apiserver"), "");
        File.WriteAllText(System.IO.Path.Combine(folder, "etcd"), "");
        return folder;
    }
}
