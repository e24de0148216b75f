using System.ComponentModel;
using System.Diagnostics;

namespace IrsaOperator.Infrastructure.Tests;

/// <summary>A program that ran to its end, if it is there at all.</summary>
internal sealed class Tool
{
    private Tool(bool found, int exitCode, string output) => (Found, ExitCode, Output) = (found, exitCode, output);

    public bool Found { get; }

    public int ExitCode { get; }

    /// <summary>Both streams, one after the other.</summary>
    public string Output { get; }

    public static async Task<Tool> RunAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Tool(true, process.ExitCode, await output + await error);
        }
        catch (Win32Exception)
        {
            return new Tool(false, -1, "");
        }
    }
}
