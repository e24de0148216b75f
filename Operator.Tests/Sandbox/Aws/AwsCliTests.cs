using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace IrsaOperator.Tests.Sandbox.Aws;

/// <summary>AWS's own command line against the emulator; skipped where it is not installed.</summary>
public sealed class AwsCliTests
{
    [Fact]
    public async Task The_command_line_of_AWS_is_answered()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Time.SetUtcNow(TimeProvider.System.GetUtcNow().AddSeconds(1));
        if (await RunAsync(aws, "--version") is (not 0, _, var reason))
            Assert.Skip($"The aws command does not run here: {reason}");

        (await aws.CreateRoleAsync()).Ok();
        // With an endpoint of its own the command line signs IAM for the configured region, so the region is IAM's.
        var role = await JsonAsync(aws, "iam", "get-role", "--role-name", "app");
        Assert.Equal("sts:AssumeRoleWithWebIdentity", (string)role["Role"]!["AssumeRolePolicyDocument"]!["Statement"]![0]!["Action"]!);
        Assert.Equal("111122223333", (string)(await JsonAsync(aws, "sts", "get-caller-identity"))["Account"]!);
        Assert.Equal("ACTIVE", (string)(await JsonAsync(aws, "eks", "describe-cluster", "--name", "sandbox"))["cluster"]!["status"]!);
        var (code, _, error) = await RunAsync(aws, "iam", "get-role", "--role-name", "none");
        Assert.NotEqual(0, code);
        Assert.Contains("(NoSuchEntity)", error, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> JsonAsync(AwsFixture aws, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(aws, arguments);
        Assert.True(code == 0, error);
        return JsonNode.Parse(output)!;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(AwsFixture aws, params string[] arguments)
    {
        var start = new ProcessStartInfo("aws", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ACCESS_KEY_ID"] = aws.Emulator.Options.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = aws.Emulator.Options.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = aws.Emulator.Options.Region;
        start.Environment["AWS_ENDPOINT_URL"] = aws.Emulator.Endpoint.ToString();
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_DEFAULT_OUTPUT"] = "json";
        start.Environment["NO_PROXY"] = "127.0.0.1";
        start.Environment.Remove("AWS_SESSION_TOKEN");
        start.Environment.Remove("AWS_PROFILE");
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(AwsFixture.Cancellation);
            var error = process.StandardError.ReadToEndAsync(AwsFixture.Cancellation);
            await process.WaitForExitAsync(AwsFixture.Cancellation);
            return (process.ExitCode, await output, await error);
        }
        catch (Win32Exception missing)
        {
            return (127, "", missing.Message);
        }
    }
}
