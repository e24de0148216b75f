using System.Diagnostics;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>
/// A server that must not outlive this process, not even when this process is killed. A shell holds the reading end of a
/// pipe whose writing end only this process has; the kernel closes it when this process ends in whatever way, and the
/// shell then kills the server. Stopping it is the same: the pipe is closed.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesInError = 12;

    // $1 is the log. The watching subshell waits for the end of the pipe; the server itself does not get the pipe.
    private const string Script = """
        log=$1; shift
        exec 3<&0 </dev/null >>"$log" 2>&1
        "$@" 3<&- &
        server=$!
        ( read -r _ <&3; kill -KILL "$server" ) &
        watch=$!
        exec 3<&-
        wait "$server"
        code=$?
        kill "$watch"
        exit "$code"
        """;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);
    private readonly Process _process;
    private readonly string _log;

    private ChildProcess(string name, Process process, string log)
    {
        Name = name;
        _process = process;
        _log = log;
    }

    public string Name { get; }

    public bool HasExited => _process.HasExited;

    public static ChildProcess Start(string name, string program, IReadOnlyList<string> arguments, string log)
    {
        // A session of its own keeps Ctrl+C in the terminal from reaching the server before its user has finished with it.
        string[] shell = ["/bin/sh", "-c", Script, name, log, program];
        string[] command = File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid", .. shell] : shell;
        var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], .. arguments]) { UseShellExecute = false, RedirectStandardInput = true })
            ?? throw new ControlPlaneStartException($"{name} could not be started");
        return new ChildProcess(name, process, log);
    }

    /// <summary>What the server wrote last.</summary>
    public string LogTail()
    {
        if (!File.Exists(_log))
            return "";
        using var reader = new StreamReader(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = new Queue<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Enqueue(line);
            if (lines.Count > LinesInError)
                lines.Dequeue();
        }

        return string.Join(Environment.NewLine, lines);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(StopTimeout);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
