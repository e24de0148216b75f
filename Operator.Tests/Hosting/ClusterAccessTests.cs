using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IrsaOperator.Hosting;
using k8s.Exceptions;

namespace IrsaOperator.Tests.Hosting;

public sealed class ClusterAccessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("irsa-kubeconfig-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_kubeconfig_is_read_as_kubectl_reads_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = new CertificateRequest("CN=cluster", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await File.WriteAllTextAsync(Path.Combine(_folder, "ca.crt"), authority.ExportCertificatePem(), TestContext.Current.CancellationToken);
        var file = await WriteAsync(
            """
            apiVersion: v1
            kind: Config
            preferences: {colors: true}
            current-context: second
            contexts:
            - {name: first, context: {cluster: other, user: nobody}}
            - {name: second, context: {cluster: here, user: me, namespace: mine}}
            clusters:
            - {name: other, cluster: {server: "https://other.example:6443"}}
            - {name: here, cluster: {server: "https://here.example:6443", certificate-authority: ca.crt, tls-server-name: kubernetes}}
            users:
            - {name: nobody, user: {}}
            - {name: me, user: {token: "0123"}}
            something-new: {a: [1, 2]}
            """);

        var configuration = ClusterAccess.FromOneFile(file);

        Assert.NotNull(configuration);
        Assert.Equal(
            ("https://here.example:6443", "0123", "mine", "kubernetes"),
            (configuration.Host, configuration.AccessToken, configuration.Namespace, configuration.TlsServerName));
        Assert.Equal(authority.Thumbprint, Assert.Single(configuration.SslCaCerts).Thumbprint);
    }

    [Fact]
    public async Task An_empty_kubeconfig_is_named()
    {
        var file = await WriteAsync("");

        var error = Assert.Throws<KubeConfigException>(() => ClusterAccess.FromOneFile(file));

        Assert.Equal($"{file} is empty", error.Message);
    }

    [Fact]
    public void Several_files_and_none_are_left_to_the_library()
    {
        Assert.Null(ClusterAccess.FromOneFile($"{_folder}/a{Path.PathSeparator}{_folder}/b"));
        Assert.Null(ClusterAccess.FromOneFile($"{_folder}/nowhere"));
    }

    private async Task<string> WriteAsync(string text)
    {
        var file = Path.Combine(_folder, "config");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }
}
