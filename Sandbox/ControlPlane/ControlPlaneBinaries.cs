namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>The two programs a control plane is made of, and where they came from.</summary>
/// <param name="KubeApiServer">Path of the <c>kube-apiserver</c> executable.</param>
/// <param name="Etcd">Path of the <c>etcd</c> executable.</param>
/// <param name="Version">Kubernetes version without the leading v, for instance 1.30.0.</param>
/// <param name="Source">The source that answered, in words.</param>
internal sealed record ControlPlaneBinaries(string KubeApiServer, string Etcd, string Version, string Source)
{
    internal const string KubeApiServerName = "kube-apiserver";
    internal const string EtcdName = "etcd";

    /// <summary>The binaries in a folder, or null when one of the two is missing.</summary>
    public static ControlPlaneBinaries? InFolder(string folder, string version, string source)
    {
        var apiServer = Path.Combine(folder, KubeApiServerName);
        var etcd = Path.Combine(folder, EtcdName);
        return File.Exists(apiServer) && File.Exists(etcd) ? new ControlPlaneBinaries(apiServer, etcd, version, source) : null;
    }
}
