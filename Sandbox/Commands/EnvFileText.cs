namespace IrsaOperator.Sandbox.Commands;

/// <summary>Variables as a POSIX shell sources them.</summary>
internal static class EnvFileText
{
    public static string Write(IEnumerable<KeyValuePair<string, string>> variables) =>
        string.Concat(variables.Select(variable => $"export {variable.Key}={Quote(variable.Value)}\n"));

    // Within single quotes nothing is special to a shell but the single quote.
    private static string Quote(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
