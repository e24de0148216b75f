using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>What a binding asks for.</summary>
[ValidationRule(
    "(has(self.serviceAccount) && has(self.serviceAccount.name) ? self.serviceAccount.name : '') == "
        + "(has(oldSelf.serviceAccount) && has(oldSelf.serviceAccount.name) ? oldSelf.serviceAccount.name : '')",
    message: "serviceAccount.name can't be changed: delete this binding and create one for the other ServiceAccount")]
[ValidationRule(
    "(has(self.role) && has(self.role.name) ? self.role.name : '') == (has(oldSelf.role) && has(oldSelf.role.name) ? oldSelf.role.name : '')",
    message: "role.name can't be changed: delete this binding and create one with the other role name")]
[ValidationRule("!(has(self.role) && has(self.roleArn))", message: "role and roleArn exclude one another: declare a role, or name an existing one")]
[ValidationRule(
    "has(self.roleArn) == has(oldSelf.roleArn)",
    message: "role and roleArn can't replace one another: delete this binding, with deletionPolicy Retain to keep its role, and create another")]
public sealed class IrsaBindingSpec
{
    /// <summary>The ServiceAccount, in the binding's namespace, that may assume the role.</summary>
    [DefaultValue("{}", Json = true)]
    public ServiceAccountSpec? ServiceAccount { get; set; }

    /// <summary>The IAM role that the operator makes and keeps as declared here.</summary>
    public RoleSpec? Role { get; set; }

    /// <summary>
    /// The ARN of an existing role, instead of role: somebody else manages it, and the operator never writes it. Its trust
    /// policy must admit the ServiceAccount before the ServiceAccount is annotated.
    /// </summary>
    [Length(20, 2048)]
    [Pattern("^arn:aws[a-z0-9-]*:iam::[0-9]{12}:role/[\\w\\-/.@+=,]+$")]
    public string? RoleArn { get; set; }

    /// <summary>
    /// What becomes of the role when the binding is deleted: Delete removes it, Retain leaves it in the account without
    /// the operator's ownership tags.
    /// </summary>
    [EnumValues(Api.DeletionPolicy.Delete, Api.DeletionPolicy.Retain)]
    [DefaultValue(Api.DeletionPolicy.Delete)]
    public string? DeletionPolicy { get; set; }

    /// <summary>
    /// Whether workloads whose pods run without the role are restarted: Never only reports them, OnChange restarts the
    /// Deployments, StatefulSets and DaemonSets behind them once, by an annotation of the pod template.
    /// </summary>
    [EnumValues(Api.Rollout.Never, Api.Rollout.OnChange)]
    [DefaultValue(Api.Rollout.Never)]
    public string? Rollout { get; set; }

    /// <summary>
    /// True: nothing is touched, neither in AWS nor in the cluster, until it is false again; a deletion waits as well.
    /// </summary>
    [DefaultValue(false)]
    public bool? Suspend { get; set; }
}
