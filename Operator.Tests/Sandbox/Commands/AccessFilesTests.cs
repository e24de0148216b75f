using IrsaOperator.Sandbox.Commands;

namespace IrsaOperator.Tests.Sandbox.Commands;

public sealed class AccessFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("access-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_persons_own_kubeconfig_is_never_overwritten()
    {
        var file = Path.Combine(_folder, "config");
        File.WriteAllText(file, "apiVersion: v1\nkind: Config\n");

        var error = Assert.Throws<IOException>(() => AccessFiles.CheckFree(new SandboxOptions { KubeconfigFile = file }));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_a_killed_sandbox_left_is()
    {
        var file = Path.Combine(_folder, "env");
        File.WriteAllText(file, "# irsa-sandbox: removed when the sandbox ends\nexport A='1'\n");

        AccessFiles.CheckFree(new SandboxOptions { EnvFile = file });
    }

    [Fact]
    public void A_folder_that_is_missing_is_told_before_anything_starts() =>
        Assert.Throws<IOException>(() => AccessFiles.CheckFree(new SandboxOptions { EnvFile = Path.Combine(_folder, "missing", "env") }));

    [Fact]
    public void Without_flags_there_is_nothing_to_check() => AccessFiles.CheckFree(new SandboxOptions());
}
