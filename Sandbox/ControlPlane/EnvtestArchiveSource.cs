using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>The archive that kubernetes-sigs/controller-tools publishes; a machine that cannot reach it finds out in seconds.</summary>
internal sealed class EnvtestArchiveSource(ControlPlaneCache cache) : IControlPlaneSource
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(8);

    public string Name => $"envtest archive {EnvtestRelease.Version}";

    public async Task<SourceAnswer> GetAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (EnvtestRelease.Platform() is not { } platform)
            return SourceAnswer.Unavailable("no archive is published for this kind of machine");

        using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = ConnectTimeout });
        using var response = await AskAsync(client, EnvtestRelease.Archive(platform), cancellationToken);
        if (!response.IsSuccessStatusCode)
            return SourceAnswer.Unavailable($"{EnvtestRelease.Archive(platform)} answered {(int)response.StatusCode}");

        return SourceAnswer.Found(await cache.GetOrAddAsync(
            EnvtestRelease.Version,
            Name,
            async scratch =>
            {
                progress.Report($"downloading the {Name}");
                await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                return await UnpackAsync(body, EnvtestRelease.Hash(platform), scratch, cancellationToken);
            },
            progress,
            cancellationToken));
    }

    /// <summary>Saves an archive, compares its SHA-512, and only then opens it; returns the folder that holds the binaries.</summary>
    internal static async Task<string> UnpackAsync(Stream body, string sha512, string scratch, CancellationToken cancellationToken)
    {
        var archive = Path.Combine(scratch, "envtest.tar.gz");
        await using (var file = File.Create(archive))
            await body.CopyToAsync(file, cancellationToken);

        await using var saved = File.OpenRead(archive);
        var actual = Convert.ToHexStringLower(await SHA512.HashDataAsync(saved, cancellationToken));
        if (actual != sha512)
            throw new InvalidDataException($"the archive's SHA-512 is {actual}, not {sha512}");

        saved.Position = 0;
        await using var unzipped = new GZipStream(saved, CompressionMode.Decompress);
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "envtest")).FullName;
        await TarFile.ExtractToDirectoryAsync(unzipped, folder, overwriteFiles: false, cancellationToken);
        var apiServer = Directory.EnumerateFiles(folder, ControlPlaneBinaries.KubeApiServerName, SearchOption.AllDirectories).FirstOrDefault();
        return Path.GetDirectoryName(apiServer) ?? throw new InvalidDataException("the archive has no kube-apiserver");
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, Uri archive, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(HeadersTimeout);
        try
        {
            return await client.GetAsync(archive, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{archive.Host} did not answer within {HeadersTimeout.TotalSeconds:0} seconds", exception);
        }
    }
}
