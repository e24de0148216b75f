namespace IrsaOperator.Api;

/// <summary>Names that other programs know: they are part of the contract and never change within a version.</summary>
internal static class WellKnown
{
    public const string Group = "irsa-operator.io";
    public const string Version = "v1alpha1";

    /// <summary>What an object says its apiVersion is.</summary>
    public const string ApiVersion = Group + "/" + Version;

    public const string Kind = "IrsaBinding";
    public const string Plural = "irsabindings";
    public const string PolicyKind = "IrsaPolicy";
    public const string PolicyPlural = "irsapolicies";

    /// <summary>The field manager of every server-side apply.</summary>
    public const string FieldManager = "irsa-operator";

    /// <summary>The finalizer's identifier; KubeOps wants group/class-name, so it follows the class BindingFinalizer.</summary>
    public const string Finalizer = Group + "/bindingfinalizer";

    /// <summary>The audience that EKS's pod identity webhook asks for, in every partition.</summary>
    public const string DefaultAudience = "sts.amazonaws.com";

    /// <summary>What the annotations begin with that EKS's pod identity webhook reads.</summary>
    public const string EksPrefix = "eks.amazonaws.com/";

    public const string RoleArnAnnotation = EksPrefix + "role-arn";
    public const string AudienceAnnotation = EksPrefix + "audience";
    public const string TokenExpirationAnnotation = EksPrefix + "token-expiration";
    public const string StsRegionalEndpointsAnnotation = EksPrefix + "sts-regional-endpoints";

    /// <summary>On a ServiceAccount: the binding that annotates it.</summary>
    public const string BindingAnnotation = Group + "/binding";

    /// <summary>On a pod template: the role's ARN that the workload was restarted for.</summary>
    public const string RestartAnnotation = Group + "/role-arn";

    /// <summary>On a ServiceAccount: what serviceAccount.override took the place of, as a JSON object of annotations.</summary>
    public const string OverriddenAnnotation = Group + "/overridden";
}
