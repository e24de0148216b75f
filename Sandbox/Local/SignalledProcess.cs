using System.Diagnostics;

namespace IrsaOperator.Sandbox.Local;

/// <summary>
/// A program that must not outlive this process, not even when this process is killed, and that can be asked to end. A
/// shell reads names of signals from a pipe and sends them to the program; when the pipe is closed, which the kernel does
/// when this process ends in whatever way, it kills the program.
/// </summary>
internal sealed class SignalledProcess : IAsyncDisposable
{
    // The watching subshell has the pipe; the program has neither pipe nor terminal. Its output goes to the shell's.
    private const string Script = """
        exec 3<&0 </dev/null
        "$@" 3<&- &
        program=$!
        ( while read -r signal <&3; do kill -"$signal" "$program"; done; kill -KILL "$program" ) >/dev/null 2>&1 &
        watch=$!
        exec 3<&-
        wait "$program"
        code=$?
        kill "$watch"
        exit "$code"
        """;

    private readonly Process _process;
    private readonly Task _output;
    private bool _disposed;

    private SignalledProcess(Process process, Action<string> line)
    {
        _process = process;
        _output = Task.WhenAll(ReadAsync(process.StandardOutput, line), ReadAsync(process.StandardError, line));
        Exited = WaitAsync();
    }

    /// <summary>Ends with the program, with its exit code; its last line has been handed on by then.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables that it gets; null takes one away that this process has.</param>
    /// <param name="line">Gets every line that the program writes, also from several threads at once.</param>
    public static SignalledProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, Action<string> line)
    {
        // A session of its own keeps Ctrl+C in the terminal from reaching the program before it is told to end.
        string[] shell = ["/bin/sh", "-c", Script, "irsa-sandbox", .. command];
        string[] all = File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid", .. shell] : shell;
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return new SignalledProcess(Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} could not be started"), line);
    }

    /// <summary>Sends a signal, named as kill(1) names it; a program that has ended gets none.</summary>
    public async Task SignalAsync(string signal)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(signal);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended, and with it the reader of the pipe.
        }
    }

    /// <summary>Kills the program unless it has ended, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // As above.
        }

        await Exited;
        _process.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        await _output;
        return _process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> line)
    {
        while (await reader.ReadLineAsync() is { } text)
            line(text);
    }
}
