using IrsaOperator.Infrastructure.Commands;

namespace IrsaOperator.Infrastructure.Tests.Commands;

/// <summary>The program as people run it.</summary>
public sealed class SynthCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("irsa-synth-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_writes_the_template_and_leaves_nothing_in_the_temporary_folder()
    {
        Assert.SkipUnless(NodeRuntime.IsInstalled(), "Node.js is not installed, and the AWS CDK runs on it.");
        var temporary = _folder.CreateSubdirectory("tmp").FullName;
        var cloud = Path.Combine(_folder.FullName, "cloud");
        var run = await RunAsync(["synth", "--output", cloud, "-c", "clusterName=lab"], ("TMPDIR", temporary));
        Assert.True(run.ExitCode == 0, run.Output);
        var template = Path.Combine(cloud, "lab.template.json");
        Assert.Contains(template, run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(template));
        Assert.Empty(Directory.EnumerateDirectories(temporary));
    }

    [Fact]
    public async Task Under_the_CDK_CLI_it_takes_folder_and_context_from_there()
    {
        Assert.SkipUnless(NodeRuntime.IsInstalled(), "Node.js is not installed, and the AWS CDK runs on it.");
        var cloud = Path.Combine(_folder.FullName, "cdk");
        var run = await RunAsync(["synth"], ("CDK_OUTDIR", cloud), ("CDK_CONTEXT_JSON", """{"clusterName":"lab","aws:cdk:enable-path-metadata":false}"""));
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.True(File.Exists(Path.Combine(cloud, "lab.template.json")));
    }

    [Fact]
    public async Task Wrong_context_is_told_and_nothing_is_written()
    {
        var run = await RunAsync(["synth", "--output", Path.Combine(_folder.FullName, "wrong"), "-c", "flowLogs=maybe", "-c", "colour=red"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no context \"colour\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("flowLogs is \"maybe\": use true or false.", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "wrong")));
    }

    [Fact]
    public async Task Without_Node_it_says_what_to_install()
    {
        // The program is started by its full path, for there is nothing on this PATH.
        var run = await RunAsync(["synth", "--output", _folder.FullName], ("PATH", _folder.FullName), ("JSII_NODE", null));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("The AWS CDK runs on Node.js", run.Output, StringComparison.Ordinal);
    }

    private static Task<Tool> RunAsync(string[] arguments, params (string Name, string? Value)[] environment) =>
        Tool.RunAsync(Dotnet(),
            ["exec", Path.Combine(AppContext.BaseDirectory, "irsa-infrastructure.dll"), .. arguments], Cancel, environment);

    // The runtime that runs this test lies in <dotnet>/shared/Microsoft.NETCore.App/<version>/.
    private static string Dotnet() => Path.GetFullPath(Path.Combine(
        System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
