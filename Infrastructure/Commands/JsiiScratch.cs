namespace IrsaOperator.Infrastructure.Commands;

/// <summary>A folder for what jsii unpacks: 66 MB, which it leaves in the folder for temporary files.</summary>
internal sealed class JsiiScratch : IDisposable
{
    private static readonly string[] Variables = ["TMPDIR", "TMP", "TEMP"];
    private readonly DirectoryInfo _folder;
    private readonly IReadOnlyList<KeyValuePair<string, string?>> _before;

    private JsiiScratch()
    {
        _folder = Directory.CreateTempSubdirectory("irsa-infrastructure-");
        _before = [.. Variables.Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name)))];
        foreach (var name in Variables)
            Environment.SetEnvironmentVariable(name, _folder.FullName);
    }

    /// <summary>Must come before the first use of the CDK, which starts its process with these variables.</summary>
    public static JsiiScratch Create() => new();

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // Where open files can't be deleted, the system's own cleaning of temporary files takes it.
        }
    }
}
