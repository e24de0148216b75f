using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.Hosting;

/// <summary>The program, as its user starts it.</summary>
public sealed class OperatorCommandTests : IDisposable
{
    private readonly string _cluster = Path.GetTempFileName();

    public OperatorCommandTests() => File.WriteAllText(
        _cluster,
        """
        current-context: nobody
        contexts:
        - {name: nobody, context: {cluster: nowhere}}
        clusters:
        - {name: nowhere, cluster: {server: "http://127.0.0.1:1"}}
        """);

    public void Dispose() => File.Delete(_cluster);

    [Fact]
    public async Task All_mistakes_in_the_settings_are_told_and_nothing_is_started()
    {
        var (code, error) = await RunAsync(["--http-port", "0", "--log-format", "xml"], kubeconfig: null);
        Assert.Equal(2, code);
        Assert.Equal(
            [
                "--http-port (IRSA_HTTP_PORT) is \"0\": use a whole number from 1 to 65535.",
                "--log-format (IRSA_LOG_FORMAT) is \"xml\": use text, json.",
            ],
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("broken")]
    public async Task A_kubeconfig_that_can_not_be_used_is_told_in_one_sentence(string kind)
    {
        var file = Path.Combine(Path.GetTempPath(), $"irsa-{Guid.NewGuid():N}");
        try
        {
            if (kind == "broken")
                await File.WriteAllTextAsync(file, "{ no: [ yaml", TestContext.Current.CancellationToken);
            var (code, error) = await RunAsync([], file);
            Assert.Equal(2, code);
            Assert.StartsWith("The kubeconfig can't be used: ", error, StringComparison.Ordinal);
            Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_missing_region_is_told_in_one_sentence()
    {
        var (code, error) = await RunAsync([], _cluster);
        Assert.Equal(2, code);
        Assert.StartsWith("The AWS clients can't be made: ", error, StringComparison.Ordinal);
        Assert.Contains("--aws-region or AWS_REGION", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, error) = await RunAsync(["--aws-region", "eu-central-1", "--http-address", "127.0.0.1", "--http-port", $"{port}", "--log-level", "error"], _cluster);
        Assert.Equal(2, code);
        Assert.Contains($"--http-port is taken: Failed to bind to address http://127.0.0.1:{port}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plugin_of_a_kubeconfig_is_asked_for_a_token()
    {
        var asked = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                _cluster,
                $$$"""
                current-context: eks
                contexts:
                - {name: eks, context: {cluster: eks, user: eks}}
                clusters:
                - {name: eks, cluster: {server: "http://127.0.0.1:1"}}
                users:
                - name: eks
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: cp
                      args: [{{{_cluster}}}, {{{asked}}}]
                """,
                TestContext.Current.CancellationToken);

            var (code, error) = await RunAsync([], _cluster);

            // What this plugin prints, nothing, is no token; that it was run and its answer was read is what counts.
            Assert.Equal(2, code);
            Assert.StartsWith("The kubeconfig can't be used: external exec failed", error, StringComparison.Ordinal);
            Assert.Contains("current-context: eks", await File.ReadAllTextAsync(asked, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(asked);
        }
    }

    private static async Task<(int Code, string Error)> RunAsync(string[] arguments, string? kubeconfig)
    {
        string[] command = [.. OperatorLaunch.Beside(), "run", .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("IRSA_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["HOME"] = Path.GetTempPath();
        if (kubeconfig is not null)
            start.Environment["KUBECONFIG"] = kubeconfig;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await error);
    }
}
