using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IrsaOperator.Benchmarks.World;

/// <summary>The operator as its image has it: published for Release, compiled ahead of time.</summary>
internal sealed class OperatorBuild(string folder, bool owned) : IDisposable
{
    public string Program => Path.Combine(folder, OperatingSystem.IsWindows() ? "irsa-operator.exe" : "irsa-operator");

    public long Bytes => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>Publishes the operator of the repository around the working directory into a temporary folder.</summary>
    public static async Task<OperatorBuild> PublishAsync(CancellationToken cancellationToken)
    {
        var repository = Path.GetDirectoryName(Sandbox.Commands.Repository.FindConfig(Environment.CurrentDirectory))
            ?? throw new InvalidOperationException("No IrsaOperator.sln is in this folder or above it: name a published operator with --operator.");
        var folder = Directory.CreateTempSubdirectory("irsa-benchmarks-").FullName;
        var start = new ProcessStartInfo("dotnet",
            ["publish", Path.Combine(repository, "Operator"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--no-self-contained", "-o", folder, "-v", "quiet"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var publishing = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await publishing.StandardOutput.ReadToEndAsync(cancellationToken);
        await publishing.WaitForExitAsync(cancellationToken);
        return publishing.ExitCode == 0
            ? new OperatorBuild(folder, owned: true)
            : throw new InvalidOperationException($"The operator could not be published:{Environment.NewLine}{output}");
    }

    public void Dispose()
    {
        if (owned)
            Directory.Delete(folder, recursive: true);
    }
}
