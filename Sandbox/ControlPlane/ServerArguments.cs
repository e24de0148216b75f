namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>The command lines of etcd and kube-apiserver.</summary>
internal static class ServerArguments
{
    // Pods get their API token as a projected volume from 1.21 on. Before, the ServiceAccount admission plugin refuses every
    // pod whose ServiceAccount has no token Secret, and no controller makes those here; the gate brings 1.21's way.
    private static readonly Version ProjectedTokensByDefault = new(1, 21);

    public static IReadOnlyList<string> Etcd(ControlPlaneFiles files, int clientPort, int peerPort) =>
    [
        $"--data-dir={files.EtcdData}",
        // The data does not outlive the run.
        "--unsafe-no-fsync",
        $"--listen-client-urls=http://127.0.0.1:{clientPort}",
        $"--advertise-client-urls=http://127.0.0.1:{clientPort}",
        $"--listen-peer-urls=http://127.0.0.1:{peerPort}",
        $"--initial-advertise-peer-urls=http://127.0.0.1:{peerPort}",
        $"--initial-cluster=default=http://127.0.0.1:{peerPort}",
    ];

    public static IReadOnlyList<string> KubeApiServer(
        ControlPlaneFiles files, LocalControlPlaneOptions options, string issuer, ControlPlanePorts ports, string version)
    {
        List<string> arguments =
        [
            $"--etcd-servers=http://127.0.0.1:{ports.EtcdClient}",
            "--bind-address=127.0.0.1",
            $"--secure-port={ports.ApiServer}",
            // The kubernetes Service would need an address that is not loopback; nothing here reaches the server through it.
            "--endpoint-reconciler-type=none",
            "--advertise-address=127.0.0.1",
            "--service-cluster-ip-range=10.96.0.0/16",
            $"--tls-cert-file={files.ServingCertificate}",
            $"--tls-private-key-file={files.ServingKey}",
            "--authorization-mode=RBAC",
            $"--token-auth-file={files.Tokens}",
            $"--service-account-key-file={files.ServiceAccountKey}",
            $"--service-account-signing-key-file={files.ServiceAccountKey}",
            $"--service-account-issuer={issuer}",
            $"--api-audiences={options.ApiAudience}",
            "--allow-privileged=true",
            "--profiling=false",
        ];
        if (options.AdmissionPlugins.Count > 0)
            arguments.Add($"--enable-admission-plugins={string.Join(',', options.AdmissionPlugins)}");
        if (Version.Parse(version) < ProjectedTokensByDefault)
            arguments.Add("--feature-gates=BoundServiceAccountTokenVolume=true");
        return arguments;
    }
}
