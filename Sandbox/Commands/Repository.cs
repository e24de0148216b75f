namespace IrsaOperator.Sandbox.Commands;

/// <summary>The checkout that the program is run in.</summary>
internal static class Repository
{
    private const string Solution = "IrsaOperator.sln";

    /// <summary>The config folder of the repository around a folder; null outside of one.</summary>
    public static string? FindConfig(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (File.Exists(Path.Combine(current.FullName, Solution)))
                return Path.Combine(current.FullName, "config");
        }

        return null;
    }
}
