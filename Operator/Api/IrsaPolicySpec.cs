using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>Which namespaces, and what holds there. A rule that is left out restricts nothing.</summary>
public sealed class IrsaPolicySpec
{
    /// <summary>The labels of the namespaces that the rules hold in; every namespace when left out or empty.</summary>
    public NamespaceSelector? NamespaceSelector { get; set; }

    /// <summary>The ARN of the policy that bounds every role; a binding may name no other.</summary>
    [Length(20, 2048)]
    [Pattern("^arn:aws[a-z0-9-]*:iam::(aws|[0-9]{12}):policy/[!-~]+$")]
    public string? PermissionsBoundary { get; set; }

    /// <summary>Globs of the ARNs of managed policies that may be attached; an empty list allows none.</summary>
    [Items(maxItems: 100)]
    public IList<string>? ManagedPolicies { get; set; }

    /// <summary>False: bindings may have no inline policies.</summary>
    public bool? InlinePolicies { get; set; }

    /// <summary>Globs of actions: whatever an inline policy allows must be covered by one of them.</summary>
    [Items(maxItems: 100)]
    public IList<string>? AllowedActions { get; set; }

    /// <summary>Globs of actions: nothing that an inline policy allows may meet one of them.</summary>
    [Items(maxItems: 100)]
    public IList<string>? DeniedActions { get; set; }

    /// <summary>The most bindings in each of the namespaces; the oldest ones count.</summary>
    [RangeMinimum(0)]
    public int? MaxBindings { get; set; }

    /// <summary>The IAM path of new roles, with a slash at both ends.</summary>
    [Length(1, 512)]
    [Pattern("^/([!-~]+/)?$")]
    public string? RolePath { get; set; }

    /// <summary>What the names of roles begin with.</summary>
    [Length(1, 32)]
    [Pattern("^[\\w+=,.@-]+$")]
    public string? RoleNamePrefix { get; set; }

    /// <summary>Tags of every role beside the binding's own.</summary>
    [PropertyLimits(maxProperties: 46)]
    public IDictionary<string, string>? Tags { get; set; }
}
