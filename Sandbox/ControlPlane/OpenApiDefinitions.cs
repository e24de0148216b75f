namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>Generates pkg/generated/openapi/zz_generated.openapi.go, which the source tarball leaves out.</summary>
internal sealed class OpenApiDefinitions(string tree, GoToolchain compiler, ICommandRunner commands)
{
    private const string Marker = "+k8s:openapi-gen=";
    private static readonly string[] LeftOut = ["test", "testdata", "testing", "example", "examples"];

    public async Task GenerateAsync(string scratch, CancellationToken cancellationToken)
    {
        var generator = Path.Combine(scratch, "openapi-gen");
        await compiler.BuildAsync(tree, "./vendor/k8s.io/kube-openapi/cmd/openapi-gen", generator, "-s -w", cancellationToken);
        var header = Path.Combine(scratch, "header.txt");
        await File.WriteAllTextAsync(header, "", cancellationToken);
        await commands.RunAsync(
            new Command(
                generator,
                "--go-header-file", header,
                "--input-dirs", string.Join(',', Packages()),
                "--output-file-base", "zz_generated.openapi",
                "--output-package", "k8s.io/kubernetes/pkg/generated/openapi",
                "--output-base", Path.GetFullPath(Path.Combine(tree, "..", "..")),
                "--report-filename", Path.Combine(scratch, "openapi-violations.txt"))
            {
                WorkingDirectory = tree,
                Environment = compiler.Environment,
            },
            cancellationToken);
    }

    /// <summary>The import paths of all packages that ask for definitions, sorted.</summary>
    internal IReadOnlyList<string> Packages() =>
    [
        .. DebianKubernetes.OpenApiRoots
            .Select(root => Path.Combine(tree, root))
            .Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateFiles(root, "*.go", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("_test.go", StringComparison.Ordinal) && File.ReadAllText(file).Contains(Marker, StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(tree, Path.GetDirectoryName(file)!))
            .Where(folder => !folder.Split('/').Intersect(LeftOut, StringComparer.Ordinal).Any())
            .Select(ImportPath)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    // The tree reaches its staging folders through links in vendor/.
    private static string ImportPath(string folder)
    {
        const string staging = "staging/src/";
        return "k8s.io/kubernetes/"
            + (folder.StartsWith(staging, StringComparison.Ordinal) ? "vendor/" + folder[staging.Length..] : folder);
    }
}
