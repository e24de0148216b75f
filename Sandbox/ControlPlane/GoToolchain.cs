namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>Debian's Go, run from where its packages were unpacked, blind to any Go settings of the user.</summary>
internal sealed class GoToolchain(string packagesRoot, string goPath, string scratch, ICommandRunner commands)
{
    private readonly string _goRoot = Path.Combine(packagesRoot, "usr", "lib", "go-1.19");

    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["GOROOT"] = Path.Combine(packagesRoot, "usr", "lib", "go-1.19"),
        ["GOPATH"] = goPath,
        ["GOCACHE"] = Path.Combine(scratch, "go-cache"),
        ["GOTMPDIR"] = Directory.CreateDirectory(Path.Combine(scratch, "go-tmp")).FullName,
        ["GOENV"] = "off",
        ["GOFLAGS"] = null,
        ["GOOS"] = null,
        ["GOARCH"] = null,
        ["GOBIN"] = null,
        ["GOEXPERIMENT"] = null,
        ["GOWORK"] = null,
        ["GO111MODULE"] = "off",
        ["CGO_ENABLED"] = "0",
    };

    public Task BuildAsync(string workingDirectory, string package, string output, string linkerFlags, CancellationToken cancellationToken) =>
        commands.RunAsync(
            // providerless leaves out the legacy cloud providers, which take half of the time.
            new Command(Path.Combine(_goRoot, "bin", "go"), "build", "-tags", "providerless", "-ldflags", linkerFlags, "-o", output, package)
            {
                WorkingDirectory = workingDirectory,
                Environment = Environment,
            },
            cancellationToken);
}
