using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>Runs programs; a cancelled one is killed with everything it started.</summary>
internal sealed class CommandRunner : ICommandRunner
{
    private const int LinesInError = 8;

    public bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    public async Task<string> RunAsync(Command command, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(command) };
        var output = new StringBuilder();
        DataReceivedEventHandler append = (_, line) =>
        {
            lock (output)
                output.AppendLine(line.Data);
        };
        process.OutputDataReceived += append;
        process.ErrorDataReceived += append;
        Start(process, command);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var text = output.ToString();
        return process.ExitCode == 0
            ? text
            : throw new CommandFailedException($"{Path.GetFileName(command.File)} ended with code {process.ExitCode}: {Tail(text)}");
    }

    private static void Start(Process process, Command command)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new CommandFailedException($"{command.File} cannot be started: {exception.Message}", exception);
        }
    }

    private static ProcessStartInfo StartInfo(Command command)
    {
        var info = new ProcessStartInfo(command.File, command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in command.Environment)
            info.Environment[name] = value;
        return info;
    }

    private static string Tail(string text) =>
        string.Join(
            Environment.NewLine,
            text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(LinesInError));
}
