using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Commands;

/// <summary>
/// The kubeconfig and the variables that lead a person's tools to the sandbox. The keys in them die with it, so the files
/// are removed at its end. A file that is not the sandbox's own is never overwritten.
/// </summary>
internal sealed class AccessFiles : IDisposable
{
    /// <summary>The first line of every file of ours; a run that was killed leaves one behind.</summary>
    private const string Mark = "# irsa-sandbox: removed when the sandbox ends\n";

    private AccessFiles(string kubeconfig, string envFile) => (Kubeconfig, EnvFile) = (kubeconfig, envFile);

    public string Kubeconfig { get; }

    public string EnvFile { get; }

    /// <summary>Refuses, before anything is started, to write where something else is.</summary>
    /// <exception cref="IOException">One of the files is somebody else's, or its folder does not exist.</exception>
    public static void CheckFree(SandboxOptions options)
    {
        foreach (var file in new[] { options.KubeconfigFile, options.EnvFile }.OfType<string>())
        {
            if (!Directory.Exists(Path.GetDirectoryName(file)))
                throw new IOException($"The folder of {file} does not exist.");
            if (Directory.Exists(file) || (File.Exists(file) && File.ReadLines(file).FirstOrDefault() != Mark.TrimEnd('\n')))
                throw new IOException($"{file} exists and is not the sandbox's: name another file.");
        }
    }

    public static async Task<AccessFiles> WriteAsync(LocalEks eks, SandboxOptions options, CancellationToken cancellationToken)
    {
        var files = new AccessFiles(
            options.KubeconfigFile ?? Path.Combine(eks.Folder, "kubeconfig"),
            options.EnvFile ?? Path.Combine(eks.Folder, "env"));
        try
        {
            await PrivateFile.WriteAsync(files.Kubeconfig, Mark + eks.AdminKubeconfig(), cancellationToken);
            await PrivateFile.WriteAsync(files.EnvFile, Mark + EnvFileText.Write(Variables(eks, files.Kubeconfig)), cancellationToken);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        File.Delete(Kubeconfig);
        File.Delete(EnvFile);
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables(LocalEks eks, string kubeconfig) =>
    [
        new("KUBECONFIG", kubeconfig),
        new("AWS_ENDPOINT_URL", eks.Aws.Endpoint.ToString().TrimEnd('/')),
        new("AWS_REGION", eks.Region),

        // The first version of the aws CLI knows only this one.
        new("AWS_DEFAULT_REGION", eks.Region),
        new("AWS_ACCESS_KEY_ID", eks.Aws.Options.AccessKeyId),
        new("AWS_SECRET_ACCESS_KEY", eks.Aws.Options.SecretAccessKey),
    ];
}
