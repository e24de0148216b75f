using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Sandbox.Local;

/// <summary>How the local EKS is to look.</summary>
internal sealed record LocalEksOptions
{
    /// <summary>A control plane that runs already and stays when the rest ends; null to start one.</summary>
    public LocalControlPlane? ControlPlane { get; init; }

    /// <summary>The cluster's name; a template brings its own.</summary>
    public string ClusterName { get; init; } = "sandbox";

    /// <summary>
    /// A CloudFormation template of the base cluster: the operator gets the role, the policy, the boundary and the options that it
    /// brings. Null for a role made by hand of config/aws/operator-policy.json, as for clusters that exist already.
    /// </summary>
    public string? Template { get; init; }

    public string Region { get; init; } = "eu-central-1";

    /// <summary>False leaves the cluster without an operator: <see cref="LocalEks.StartOperatorAsync"/> starts it later.</summary>
    public bool WithOperator { get; init; } = true;

    /// <summary>A file that gets one line of JSON for every AWS call.</summary>
    public string? JournalFile { get; init; }

    /// <summary>How often the operator compares a ready binding with IAM again; its own default when null.</summary>
    public TimeSpan? AuditInterval { get; init; }

    /// <summary>More of the operator's flags.</summary>
    public IReadOnlyList<string> OperatorArguments { get; init; } = [];

    /// <summary>Time of the AWS emulator.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
