using System.Formats.Tar;
using System.IO.Compression;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>One build in one scratch folder: fetch, unpack, generate, compile.</summary>
internal sealed class DebianBuild(string scratch, ICommandRunner commands, IProgress<string> progress)
{
    // One is printed by --version, the other is served at /version. The vendor folder is part of a package's name.
    private static readonly string[] VersionPackages =
        ["k8s.io/kubernetes/vendor/k8s.io/component-base/version", "k8s.io/kubernetes/vendor/k8s.io/client-go/pkg/version"];

    private readonly string _packages = Path.Combine(scratch, "packages");
    private readonly string _root = Path.Combine(scratch, "root");

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        await FetchAsync(cancellationToken);
        var goPath = Path.Combine(scratch, "go");
        var tree = Path.Combine(goPath, "src", "k8s.io", "kubernetes");
        await UnpackAsync(tree, cancellationToken);

        var compiler = new GoToolchain(_root, goPath, scratch, commands);
        progress.Report("generating the OpenAPI definitions");
        await new OpenApiDefinitions(tree, compiler, commands).GenerateAsync(scratch, cancellationToken);

        var made = Directory.CreateDirectory(Path.Combine(scratch, "made")).FullName;
        progress.Report($"building kube-apiserver {DebianKubernetes.Version} (about 2 minutes)");
        await compiler.BuildAsync(
            tree, "k8s.io/kubernetes/cmd/kube-apiserver", Path.Combine(made, ControlPlaneBinaries.KubeApiServerName), LinkerFlags(), cancellationToken);
        File.Copy(Path.Combine(_root, "usr", "bin", "etcd"), Path.Combine(made, ControlPlaneBinaries.EtcdName));
        return made;
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        var mirror = PrivateApt.ChooseMirror(AptSourcesReader.ReadFolder("/etc/apt"));
        var apt = new PrivateApt(Path.Combine(scratch, "apt"), commands);
        progress.Report("reading Debian's package lists");
        await apt.UpdateAsync(mirror, cancellationToken);
        progress.Report("downloading Go, etcd and the source of Kubernetes (125 MB)");
        await apt.DownloadAsync(_packages, DebianKubernetes.BinaryPackages, cancellationToken);
        await apt.DownloadSourceAsync(_packages, DebianKubernetes.SourcePackage, cancellationToken);
    }

    private async Task UnpackAsync(string tree, CancellationToken cancellationToken)
    {
        progress.Report("unpacking");
        foreach (var package in Directory.EnumerateFiles(_packages, "*.deb"))
            await commands.RunAsync(new Command("dpkg-deb", "-x", package, _root), cancellationToken);

        var tarball = Directory.EnumerateFiles(_packages, "kubernetes_*.orig.tar.gz").Single();
        var unpacked = Directory.CreateDirectory(Path.Combine(scratch, "source")).FullName;
        await using (var file = File.OpenRead(tarball))
        await using (var unzipped = new GZipStream(file, CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(unzipped, unpacked, overwriteFiles: false, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(tree)!);
        Directory.Move(Directory.EnumerateDirectories(unpacked).Single(), tree);

        // The vendored 1.0.1 knows nothing of Go 1.18's maps: the server would die on the first custom resource.
        var reflect = Path.Combine("github.com", "modern-go", "reflect2");
        var vendored = Path.Combine(tree, "vendor", reflect);
        Directory.Delete(vendored, recursive: true);
        Directory.Move(Path.Combine(_root, "usr", "share", "gocode", "src", reflect), vendored);
    }

    private static string LinkerFlags()
    {
        var parts = DebianKubernetes.Version.Split('.');
        string[] variables = [$"gitVersion=v{DebianKubernetes.Version}", $"gitMajor={parts[0]}", $"gitMinor={parts[1]}"];
        var assignments = VersionPackages.SelectMany(package => variables.Select(variable => $"-X {package}.{variable}"));
        return "-s -w " + string.Join(' ', assignments);
    }
}
