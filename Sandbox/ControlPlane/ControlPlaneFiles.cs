using System.Security.Cryptography;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>The keys, certificates and tokens of one run, written where kube-apiserver reads them.</summary>
internal sealed record ControlPlaneFiles(string Folder, string AdminToken, string CaPem)
{
    private const int TokenBytes = 24;

    public string ServingCertificate => Path.Combine(Folder, "serving.crt");

    public string ServingKey => Path.Combine(Folder, "serving.key");

    public string ServiceAccountKey => Path.Combine(Folder, "service-account.key");

    public string Tokens => Path.Combine(Folder, "tokens.csv");

    public string EtcdData => Path.Combine(Folder, "etcd");

    public string Log(string program) => Path.Combine(Folder, program + ".log");

    /// <summary>Forgets what a start that came to nothing has written.</summary>
    public void RemoveTraces()
    {
        if (Directory.Exists(EtcdData))
            Directory.Delete(EtcdData, recursive: true);
        foreach (var log in Directory.EnumerateFiles(Folder, "*.log"))
            File.Delete(log);
    }

    public static async Task<ControlPlaneFiles> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var certificates = LoopbackCertificates.Create("kube-apiserver", TimeProvider.System, "kubernetes.default.svc");
        using var serviceAccountKey = RSA.Create(2048);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var files = new ControlPlaneFiles(folder, token, certificates.CaPem);
        await File.WriteAllTextAsync(files.ServingCertificate, certificates.CertificatePem, cancellationToken);
        await File.WriteAllTextAsync(files.ServingKey, certificates.PrivateKeyPem, cancellationToken);
        await File.WriteAllTextAsync(files.ServiceAccountKey, serviceAccountKey.ExportRSAPrivateKeyPem(), cancellationToken);
        await File.WriteAllTextAsync(files.Tokens, $"{token},admin,admin,system:masters\n", cancellationToken);
        return files;
    }
}
