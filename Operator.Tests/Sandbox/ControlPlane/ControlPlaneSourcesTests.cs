using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

public sealed class ControlPlaneSourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedProgress _progress = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_assets_folder_tells_its_version_itself()
    {
        TemporaryFolder.FillWithBinaries(_folder.Path);
        var commands = new FakeCommands { Output = "Kubernetes v1.31.4\n" };

        var answer = await new AssetsFolderSource(_ => _folder.Path, commands).GetAsync(_progress, Cancellation);

        Assert.Equal(
            new ControlPlaneBinaries(Path.Combine(_folder.Path, "kube-apiserver"), Path.Combine(_folder.Path, "etcd"), "1.31.4", "KUBEBUILDER_ASSETS"),
            answer.Binaries);
    }

    [Fact]
    public async Task An_assets_folder_without_binaries_is_reported()
    {
        var answer = await new AssetsFolderSource(_ => _folder.Path, new FakeCommands()).GetAsync(_progress, Cancellation);

        Assert.Equal($"{_folder.Path} has no kube-apiserver and etcd", answer.Reason);
    }

    [Fact]
    public async Task The_cache_prefers_the_first_of_its_versions()
    {
        var cache = new ControlPlaneCache(_folder.Path, TimeProvider.System);
        TemporaryFolder.FillWithBinaries(Path.Combine(_folder.Path, "1.20.2"));
        TemporaryFolder.FillWithBinaries(Path.Combine(_folder.Path, "1.30.0"));

        var answer = await new CachedSource(cache, ["1.30.0", "1.20.2"]).GetAsync(_progress, Cancellation);

        Assert.Equal("1.30.0", answer.Binaries?.Version);
    }

    [Fact]
    public async Task A_machine_without_Debian_tools_says_which_it_lacks()
    {
        var cache = new ControlPlaneCache(_folder.Path, TimeProvider.System);

        var answer = await new DebianSource(cache, new FakeCommands("dpkg", "dpkg-deb")).GetAsync(_progress, Cancellation);

        Assert.Equal("this machine has no apt-get", answer.Reason);
    }

    [Fact]
    public async Task An_archive_with_the_right_hash_is_unpacked()
    {
        var archive = await ArchiveAsync();
        using var body = new MemoryStream(archive);

        var made = await EnvtestArchiveSource.UnpackAsync(
            body, Convert.ToHexStringLower(SHA512.HashData(archive)), _folder.Path, Cancellation);

        Assert.NotNull(ControlPlaneBinaries.InFolder(made, "1.30.0", "test"));
    }

    [Fact]
    public async Task An_archive_with_another_hash_is_not_opened()
    {
        using var body = new MemoryStream(await ArchiveAsync());

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => EnvtestArchiveSource.UnpackAsync(body, new string('0', 128), _folder.Path, Cancellation));

        Assert.Contains("SHA-512", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "envtest")));
    }

    [Theory]
    [InlineData("darwin-arm64")]
    [InlineData("linux-amd64")]
    public void Every_platform_has_an_archive_and_its_hash(string platform)
    {
        Assert.Equal(128, EnvtestRelease.Hash(platform).Length);
        Assert.EndsWith($"/envtest-v1.30.0/envtest-v1.30.0-{platform}.tar.gz", EnvtestRelease.Archive(platform).ToString(), StringComparison.Ordinal);
    }

    private async Task<byte[]> ArchiveAsync()
    {
        var content = Path.Combine(_folder.Path, "content");
        TemporaryFolder.FillWithBinaries(Path.Combine(content, "controller-tools", "envtest"));
        using var archive = new MemoryStream();
        await using (var zipped = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
            await TarFile.CreateFromDirectoryAsync(content, zipped, includeBaseDirectory: false, Cancellation);
        return archive.ToArray();
    }
}
