using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>The role's side of a binding.</summary>
public sealed class RoleSpec
{
    /// <summary>
    /// The role's name, unique in the AWS account whatever its letter case. Derived from cluster, namespace and binding
    /// name when left out. It can't be changed afterwards.
    /// </summary>
    [Length(1, 64)]
    [Pattern("^[\\w+=,.@-]+$")]
    public string? Name { get; set; }

    /// <summary>
    /// True: a role of this name that exists and carries no ownership tags is taken over and made as declared here. False: it
    /// is left alone, and the binding says what taking it over would change.
    /// </summary>
    [DefaultValue(false)]
    public bool? Adopt { get; set; }

    /// <summary>A sentence about the role, in Latin-1 characters.</summary>
    [Length(0, 1000)]
    [Pattern("^[\\t\\n\\r\\x20-\\x7E\\xA1-\\xFF]*$")]
    public string? Description { get; set; }

    /// <summary>The longest session that may be asked for, in seconds, 3600 to 43200.</summary>
    [RangeMinimum(3600)]
    [RangeMaximum(43200)]
    [DefaultValue(3600L)]
    public int? MaxSessionDurationSeconds { get; set; }

    /// <summary>The ARN of the policy that bounds the role's permissions; the operator's --permissions-boundary when left out.</summary>
    [Length(20, 2048)]
    [Pattern("^arn:aws[a-z0-9-]*:iam::(aws|[0-9]{12}):policy/[!-~]+$")]
    public string? PermissionsBoundary { get; set; }

    /// <summary>Tags of the role. Other tags on the role are left alone; keys below irsa-operator.io/ are the operator's.</summary>
    [PropertyLimits(maxProperties: 46)]
    public IDictionary<string, string>? Tags { get; set; }

    /// <summary>
    /// Managed policies of the role: an ARN, or the name of an AWS managed policy such as AmazonS3ReadOnlyAccess or
    /// service-role/AmazonEBSCSIDriverPolicy.
    /// </summary>
    [Items(maxItems: 25)]
    [XListType(XListType.Set)]
    public IList<string>? ManagedPolicies { get; set; }

    /// <summary>Policies that live in the role itself.</summary>
    [Items(maxItems: 50)]
    [XListType(XListType.Map)]
    [XListMapKeys("name")]
    public IList<InlinePolicySpec>? InlinePolicies { get; set; }
}
