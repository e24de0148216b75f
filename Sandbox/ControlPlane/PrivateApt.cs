using System.Text;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>An apt that neither needs root nor touches the machine's: lists, caches and sources of its own in one folder.</summary>
internal sealed class PrivateApt(string folder, ICommandRunner commands)
{
    private const string DefaultMirror = "http://deb.debian.org/debian";

    /// <summary>
    /// Chooses the mirror to ask for Debian 12's main archive: the machine's own where it has one, since that is the one it can
    /// reach and trusts, whatever release the machine itself runs.
    /// </summary>
    public static AptSource ChooseMirror(IReadOnlyList<AptSource> machine)
    {
        var candidates = machine
            .Where(source => source.Components.Contains("main", StringComparer.Ordinal) && IsDebianArchive(source.Uri))
            .ToList();
        var chosen = candidates.FirstOrDefault(source => source.Suites.Contains(DebianKubernetes.Suite, StringComparer.Ordinal))
            ?? candidates.FirstOrDefault()
            ?? new AptSource(DefaultMirror, [], [], [("Signed-By", "/usr/share/keyrings/debian-archive-keyring.gpg")]);
        return chosen with { Suites = [DebianKubernetes.Suite], Components = ["main"] };
    }

    /// <summary>The source as a .sources file, for binary and source packages.</summary>
    public static string Render(AptSource source)
    {
        var text = new StringBuilder("Types: deb deb-src\n");
        text.Append("URIs: ").Append(source.Uri).Append('\n');
        text.Append("Suites: ").AppendJoin(' ', source.Suites).Append('\n');
        text.Append("Components: ").AppendJoin(' ', source.Components).Append('\n');
        foreach (var (name, value) in source.Options)
            text.Append(name).Append(value.StartsWith('\n') ? ":" : ": ").Append(value).Append('\n');
        return text.ToString();
    }

    public async Task UpdateAsync(AptSource source, CancellationToken cancellationToken)
    {
        foreach (var needed in new[] { "sources", "lists/partial", "cache/archives/partial" })
            Directory.CreateDirectory(Path.Combine(folder, needed));
        await File.WriteAllTextAsync(Path.Combine(folder, "sources", "debian.sources"), Render(source), cancellationToken);
        await RunAsync(folder, ["update"], cancellationToken);
    }

    /// <summary>Downloads binary packages into a folder.</summary>
    public Task DownloadAsync(string into, IReadOnlyList<string> packages, CancellationToken cancellationToken) =>
        RunAsync(into, ["download", .. packages], cancellationToken);

    /// <summary>Downloads the newest source of a package into a folder, without unpacking it.</summary>
    public Task DownloadSourceAsync(string into, string package, CancellationToken cancellationToken) =>
        RunAsync(into, ["source", "--download-only", package], cancellationToken);

    private Task<string> RunAsync(string workingDirectory, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(workingDirectory);
        return commands.RunAsync(
            new Command("apt-get", [.. Options(), .. arguments]) { WorkingDirectory = workingDirectory }, cancellationToken);
    }

    private IEnumerable<string> Options() =>
    [
        "-o", "Dir::Etc::sourcelist=/dev/null",
        "-o", $"Dir::Etc::sourceparts={Path.Combine(folder, "sources")}",
        "-o", $"Dir::State::Lists={Path.Combine(folder, "lists")}",
        "-o", $"Dir::Cache={Path.Combine(folder, "cache")}",
        // Root's apt would hand the download to a user who may not enter this folder.
        "-o", "APT::Sandbox::User=",
        // Only what is needed: neither translations nor descriptions of desktop programs.
        "-o", "Acquire::Languages=none",
        "-o", "Acquire::Retries=3",
        "-q",
    ];

    // debian-security is another archive, and other vendors' archives have a main component too.
    private static bool IsDebianArchive(string uri)
    {
        var path = uri.TrimEnd('/');
        return path.EndsWith("/debian", StringComparison.Ordinal) || path.Contains("/archive/debian/", StringComparison.Ordinal);
    }
}
