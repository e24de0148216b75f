using System.Runtime.CompilerServices;

namespace IrsaOperator.Tests;

/// <summary>The repository's files, as they are in the checkout that the tests were built from.</summary>
internal static class RepositoryFiles
{
    public static string Diagram => Path("docs", "architecture.puml");

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root(), .. parts]);

    private static string Root([CallerFilePath] string file = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, ".."));
}
