namespace IrsaOperator.Api;

/// <summary>The reasons that conditions and events carry.</summary>
internal static class Reasons
{
    /// <summary>Everything is as declared.</summary>
    public const string Reconciled = "Reconciled";

    /// <summary>An earlier step has to succeed first.</summary>
    public const string NotReached = "NotReached";

    /// <summary>The spec can't be carried out; the message says what to change.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>A field that can't be changed was changed.</summary>
    public const string ImmutableField = "ImmutableField";

    /// <summary>A rule of the operator's owner does not permit what the binding asks for.</summary>
    public const string NotPermitted = "NotPermitted";

    /// <summary>Account, partition or issuer could not be found out yet.</summary>
    public const string ClusterIdentityUnknown = "ClusterIdentityUnknown";

    /// <summary>The named EKS cluster and the API server that the operator talks to have different issuers.</summary>
    public const string IssuerMismatch = "IssuerMismatch";

    /// <summary>The account has no IAM OIDC provider for the cluster's issuer.</summary>
    public const string ProviderMissing = "ProviderMissing";

    /// <summary>The provider does not accept the binding's audience.</summary>
    public const string AudienceMissing = "AudienceMissing";

    /// <summary>A role of this name exists, and its tags don't say that it belongs to this binding.</summary>
    public const string RoleNotOwned = "RoleNotOwned";

    /// <summary>The role that roleArn names does not exist.</summary>
    public const string RoleMissing = "RoleMissing";

    /// <summary>The existing role's trust policy does not admit the ServiceAccount.</summary>
    public const string TrustDoesNotAdmit = "TrustDoesNotAdmit";

    /// <summary>The existing role is in another account, whose IAM can't be asked.</summary>
    public const string OtherAccount = "OtherAccount";

    /// <summary>Somebody else changed the role, and the change is left.</summary>
    public const string Drifted = "Drifted";

    /// <summary>IAM has accepted a change but does not show it everywhere yet.</summary>
    public const string Propagating = "Propagating";

    /// <summary>AWS refuses the operator a call that it needs.</summary>
    public const string AccessDenied = "AccessDenied";

    /// <summary>AWS refuses what the binding asks for; the message is AWS's own.</summary>
    public const string Rejected = "Rejected";

    /// <summary>A limit of the AWS account is reached, or would be passed.</summary>
    public const string LimitExceeded = "LimitExceeded";

    /// <summary>AWS asks to slow down.</summary>
    public const string Throttled = "Throttled";

    /// <summary>A call to AWS failed; it is tried again.</summary>
    public const string AwsError = "AwsError";

    /// <summary>A call to the Kubernetes API failed; it is tried again.</summary>
    public const string KubernetesError = "KubernetesError";

    /// <summary>Something unforeseen failed; it is tried again.</summary>
    public const string InternalError = "InternalError";

    /// <summary>The ServiceAccount does not exist yet.</summary>
    public const string ServiceAccountMissing = "ServiceAccountMissing";

    /// <summary>Another field manager holds one of the annotations with another value.</summary>
    public const string AnnotationConflict = "AnnotationConflict";

    /// <summary>An older binding already has the ServiceAccount or the role.</summary>
    public const string Conflict = "Conflict";

    /// <summary>spec.suspend is true.</summary>
    public const string Suspended = "Suspended";

    /// <summary>Every running pod of the ServiceAccount has the role.</summary>
    public const string AllPodsCurrent = "AllPodsCurrent";

    /// <summary>Pods of the ServiceAccount run without the role.</summary>
    public const string StalePods = "StalePods";

    /// <summary>Workloads were restarted, and some of their pods are not replaced yet.</summary>
    public const string RollingOut = "RollingOut";

    /// <summary>The ServiceAccount's pods can't be looked at.</summary>
    public const string PodsUnknown = "PodsUnknown";

    /// <summary>EKS has a Pod Identity association of the ServiceAccount.</summary>
    public const string PodIdentityAssociation = "PodIdentityAssociation";

    /// <summary>STS gives no credentials for a token of the ServiceAccount.</summary>
    public const string TokenExchangeFailed = "TokenExchangeFailed";

    /// <summary>Policies that only deny are attached to the role and left there.</summary>
    public const string DenyPolicyAttached = "DenyPolicyAttached";

    /// <summary>The binding is being deleted, and something holds it up.</summary>
    public const string DeletionBlocked = "DeletionBlocked";

    /// <summary>Event: the role was changed.</summary>
    public const string RoleUpdated = "RoleUpdated";

    /// <summary>Event: a role that existed was taken over.</summary>
    public const string RoleAdopted = "RoleAdopted";

    /// <summary>Event: the role had been deleted by somebody else and was made anew, with another unique id.</summary>
    public const string RoleRecreated = "RoleRecreated";

    /// <summary>Event: somebody else had changed the role.</summary>
    public const string DriftFound = "DriftFound";

    /// <summary>Event: the role was deleted.</summary>
    public const string RoleDeleted = "RoleDeleted";

    /// <summary>Event: the role was left in the account.</summary>
    public const string RoleRetained = "RoleRetained";

    /// <summary>Event: the ServiceAccount's annotations were written.</summary>
    public const string ServiceAccountAnnotated = "ServiceAccountAnnotated";

    /// <summary>Event: annotations that somebody else had changed or removed were written again.</summary>
    public const string AnnotationsRestored = "AnnotationsRestored";

    /// <summary>Event: a workload whose pods ran without the role was restarted.</summary>
    public const string WorkloadRestarted = "WorkloadRestarted";

    /// <summary>Event: the cluster's IAM OIDC provider was created or given an audience.</summary>
    public const string ProviderUpdated = "ProviderUpdated";
}
