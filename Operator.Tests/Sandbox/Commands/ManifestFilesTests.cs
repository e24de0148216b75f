using IrsaOperator.Sandbox.Commands;

namespace IrsaOperator.Tests.Sandbox.Commands;

public sealed class ManifestFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("manifest-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_repositorys_generated_manifests_are_up_to_date()
    {
        var config = Repository.FindConfig(AppContext.BaseDirectory);

        Assert.NotNull(config);
        var stale = ManifestFiles.Stale(config);
        Assert.True(stale.Count == 0, $"Stale: {string.Join(", ", stale)}. Renew them with: dotnet run --project Sandbox -- manifests");
    }

    [Fact]
    public void What_is_missing_or_changed_is_stale_until_it_is_written()
    {
        Assert.Equal(ManifestFiles.All.Keys, ManifestFiles.Stale(_folder));

        ManifestFiles.Write(_folder);
        Assert.Empty(ManifestFiles.Stale(_folder));

        File.AppendAllText(Path.Combine(_folder, "rbac/role.yaml"), "# changed by hand\n");
        Assert.Equal(["rbac/role.yaml"], ManifestFiles.Stale(_folder));
    }
}
