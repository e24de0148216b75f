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

        var configuration = ClusterAccess.Named(file);

        Assert.Equal(
            ("https://here.example:6443", "0123", "mine", "kubernetes"),
            (configuration.Host, configuration.AccessToken, configuration.Namespace, configuration.TlsServerName));
        Assert.Equal(authority.Thumbprint, Assert.Single(configuration.SslCaCerts).Thumbprint);
    }

    [Fact]
    public async Task An_empty_kubeconfig_is_named()
    {
        var file = await WriteAsync("");

        var error = Assert.Throws<KubeConfigException>(() => ClusterAccess.Named(file));

        Assert.Equal($"{file} is empty", error.Message);
    }

    [Fact]
    public async Task Of_several_kubeconfigs_the_first_that_has_a_name_counts()
    {
        var first = await WriteAsync(
            """
            current-context: ""
            clusters:
            - {name: here, cluster: {server: "https://first.example"}}
            users:
            - {name: me, user: {token: "null", username: ~}}
            """, "first");
        var second = await WriteAsync(
            """
            current-context: mine
            contexts:
            - {name: mine, context: {cluster: here, user: me}}
            clusters:
            - {name: here, cluster: {server: "https://second.example"}}
            """, "second");

        var configuration = ClusterAccess.Named(string.Join(Path.PathSeparator, first, Path.Combine(_folder, "nowhere"), second));

        Assert.Equal(("https://first.example", "null", null), (configuration.Host, configuration.AccessToken, configuration.Username));
    }

    [Fact]
    public async Task A_kubeconfig_of_EKS_asks_its_plugin_for_the_token()
    {
        var plugin = await WriteAsync(
            """
            #!/bin/sh
            echo "$KUBERNETES_EXEC_INFO $CLUSTER" > "$(dirname "$0")/asked"
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'"$1"'"}}'
            """, "plugin");
        var file = await WriteAsync(
            $$$"""
            current-context: eks
            contexts:
            - {name: eks, context: {cluster: eks, user: eks}}
            clusters:
            - {name: eks, cluster: {server: "https://eks.example", insecure-skip-tls-verify: true}}
            users:
            - name: eks
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: sh
                  args: [{{{plugin}}}, get-token]
                  env: [{name: CLUSTER, value: mine}]
            """);

        var configuration = ClusterAccess.Named(file);

        Assert.Equal(("get-token", true), (configuration.AccessToken, configuration.SkipTlsVerify));
        Assert.EndsWith("} mine\n", await File.ReadAllTextAsync(Path.Combine(_folder, "asked"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a]", "it is no mapping")]
    [InlineData("contexts: [", "While parsing a")]
    public async Task What_is_no_kubeconfig_is_told(string text, string sentence)
    {
        var file = await WriteAsync(text);

        Assert.Contains(sentence, Assert.ThrowsAny<Exception>(() => ClusterAccess.Named(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_a_kubeconfig_nor_a_pod_is_told()
    {
        var error = Assert.Throws<KubeConfigException>(() => ClusterAccess.Named($"{_folder}/nowhere"));

        Assert.Equal($"there is no {_folder}/nowhere, and this is no pod", error.Message);
    }

    private async Task<string> WriteAsync(string text, string name = "config")
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }
}
