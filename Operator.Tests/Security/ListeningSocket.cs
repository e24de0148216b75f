using System.Globalization;
using System.Net;

namespace IrsaOperator.Tests.Security;

/// <summary>A socket that waits for connections, as Linux tells of it.</summary>
internal sealed record ListeningSocket(int Process, string Program, IPEndPoint Address)
{
    private const string Listening = "0A";

    /// <summary>The sockets of a process and of all that it has started, directly or not.</summary>
    public static IReadOnlyList<ListeningSocket> OfTree(int root)
    {
        var sockets = Table("/proc/net/tcp").Concat(Table("/proc/net/tcp6")).ToLookup(entry => entry.Inode, entry => entry.Address);
        return
        [
            .. from process in Tree(root)
               from inode in Inodes(process)
               from address in sockets[inode]
               select new ListeningSocket(process, Text(process, "comm").Trim(), address),
        ];
    }

    /// <summary>Reads an address as the kernel writes it: words of four bytes in the machine's order, and the port.</summary>
    public static IPEndPoint Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var bytes = Convert.FromHexString(text[..colon]);
        for (var word = 0; word < bytes.Length && BitConverter.IsLittleEndian; word += 4)
            Array.Reverse(bytes, word, 4);
        return new IPEndPoint(new IPAddress(bytes), int.Parse(text[(colon + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(string Inode, IPEndPoint Address)> Table(string file) => !File.Exists(file) ? [] :
        from line in File.ReadLines(file).Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where columns[3] == Listening
        select (columns[9], Read(columns[1]));

    private static IEnumerable<int> Tree(int root)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(Parent);
        var found = new List<int> { root };
        for (var next = 0; next < found.Count; next++)
            found.AddRange(children[found[next]]);
        return found;
    }

    // The program's name stands in parentheses, and may hold anything.
    private static int Parent(int process) =>
        Text(process, "stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    private static IEnumerable<string> Inodes(int process)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
                    .Select(file => new FileInfo(file).LinkTarget)
                    .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true)
                    .Select(target => target!["socket:[".Length..^1]),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return [];
        }
    }

    private static string Text(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
