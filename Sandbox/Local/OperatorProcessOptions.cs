using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Sandbox.Local;

/// <summary>What the operator is to run against.</summary>
internal sealed record OperatorProcessOptions
{
    public required LocalControlPlane ControlPlane { get; init; }

    /// <summary>What to reach the API server by, where something stands before it; null is its own address.</summary>
    public Uri? ApiServer { get; init; }

    public required Uri AwsEndpoint { get; init; }

    public required string Region { get; init; }

    /// <summary>The operator's own role.</summary>
    public required string RoleArn { get; init; }

    /// <summary>Where its kubeconfig, token and log are kept.</summary>
    public required string Folder { get; init; }

    /// <summary>The program to run; null is the one beside this program.</summary>
    public string? Program { get; init; }

    /// <summary>The cluster's flags, such as --cluster-name, and any more.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Lifetime of the token that it gives to AWS; the kubelet's least is ten minutes.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it may take until it is ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take to end when asked to.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
