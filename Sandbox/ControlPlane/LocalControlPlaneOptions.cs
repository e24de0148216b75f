namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>How the local control plane is to look; every value has a default.</summary>
internal sealed record LocalControlPlaneOptions
{
    /// <summary>The region whose name the issuer carries.</summary>
    public string Region { get; init; } = "eu-central-1";

    /// <summary>The ServiceAccount issuer; null for a new one in the shape that EKS gives.</summary>
    public string? Issuer { get; init; }

    /// <summary>The audience of tokens that are meant for the API server itself.</summary>
    public string ApiAudience { get; init; } = "https://kubernetes.default.svc";

    /// <summary>Port of the API server; null for a free one.</summary>
    public int? ApiServerPort { get; init; }

    /// <summary>Admission plugins on top of those that Kubernetes enables by default, for instance OwnerReferencesPermissionEnforcement.</summary>
    public IReadOnlyList<string> AdmissionPlugins { get; init; } = [];

    /// <summary>The binaries to run; null to provision them.</summary>
    public ControlPlaneBinaries? Binaries { get; init; }

    /// <summary>How long the two programs may take until they are ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(90);
}
