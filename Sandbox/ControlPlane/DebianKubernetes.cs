namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>What Debian 12 has of Kubernetes, and what is needed to compile it.</summary>
internal static class DebianKubernetes
{
    /// <summary>The last version whose Debian source carries the whole tree; the next ones are cut down to kubectl.</summary>
    internal const string Version = "1.20.2";

    internal const string Suite = "bookworm";

    internal const string SourcePackage = "kubernetes";

    internal const string GoPackage = "golang-1.19-go";

    internal static readonly string[] BinaryPackages =
        [GoPackage, "golang-1.19-src", "etcd-server", "golang-github-modern-go-reflect2-dev"];

    /// <summary>The folders whose types belong into the generated OpenAPI document.</summary>
    internal static readonly string[] OpenApiRoots =
    [
        "pkg",
        "plugin",
        .. new[]
        {
            "api", "apimachinery", "apiextensions-apiserver", "kube-aggregator", "apiserver", "client-go", "component-base",
            "kube-proxy", "kubelet", "kube-scheduler", "kube-controller-manager", "metrics", "cloud-provider",
        }.Select(repository => $"staging/src/k8s.io/{repository}"),
    ];
}
