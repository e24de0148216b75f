using System.Text.Json;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>A binding's spec with every default filled in, safe on an API server that fills in none.</summary>
internal sealed record BindingView(IrsaBinding Binding)
{
    private static readonly JsonElement Null = JsonElement.Parse("null");

    public string Namespace => Binding.Metadata.NamespaceProperty ?? "";

    public string Name => Binding.Metadata.Name ?? "";

    public string Uid => Binding.Metadata.Uid ?? "";

    public ServiceAccountSpec ServiceAccountSpec => Binding.Spec.ServiceAccount ?? new ServiceAccountSpec();

    public RoleSpec RoleSpec => Binding.Spec.Role ?? new RoleSpec();

    public string ServiceAccount => ServiceAccountSpec.Name ?? Name;

    public string Audience => ServiceAccountSpec.Audience ?? WellKnown.DefaultAudience;

    /// <summary>The ARN of a role that somebody else manages; null when the role is the operator's.</summary>
    public string? ExistingRoleArn => Binding.Spec.RoleArn;

    /// <summary>Whether a role of the operator's was made for this binding, or taken over.</summary>
    public bool HasOwnRole => Binding.Status?.Role?.Id is not null && Binding.Status.Policies is not null;

    /// <summary>Whether the binding has got as far as a role before.</summary>
    public bool IsEstablished => Binding.Status?.Role?.Id is not null;

    /// <summary>The status of a condition at the end of the last reconcile of this generation; null when it had none.</summary>
    public string? Condition(string type) => Binding.Status?.Conditions?
        .FirstOrDefault(condition => condition.Type == type && condition.ObservedGeneration == Binding.Metadata.Generation)?.Status;

    public bool AdoptRole => RoleSpec.Adopt ?? false;

    public bool OverrideAnnotations => ServiceAccountSpec.Override ?? false;

    public bool RestartsWorkloads => Binding.Spec.Rollout == Rollout.OnChange;

    public bool CreateServiceAccount => ServiceAccountSpec.Create ?? false;

    public bool Suspended => Binding.Spec.Suspend ?? false;

    public bool RetainRole => Binding.Spec.DeletionPolicy == DeletionPolicy.Retain;

    public IEnumerable<string> ManagedPolicies => RoleSpec.ManagedPolicies ?? [];

    public IEnumerable<InlinePolicySpec> InlinePolicies => RoleSpec.InlinePolicies ?? [];

    public IEnumerable<KeyValuePair<string, string>> Tags => RoleSpec.Tags ?? Enumerable.Empty<KeyValuePair<string, string>>();

    /// <summary>The role's name in the given cluster. A derived one stays what it was when the prefix changes: IAM renames no role.</summary>
    public string RoleName(ClusterIdentity identity, PlanningOptions options) =>
        RoleSpec.Name
        ?? (Binding.Status?.Role?.Name is { } known && Planning.RoleName.IsDerived(known, identity.Issuer, Namespace, Name)
            ? known
            : Planning.RoleName.Derive(identity.Issuer, Namespace, Name, options.RoleNamePrefix));

    public Owner Owner(ClusterIdentity identity) => new(identity.IssuerHostPath, Namespace, Name, Uid);

    /// <summary>A policy document as JSON: the deserializer leaves an untyped value as a JsonElement, and one that is not there as null.</summary>
    public static JsonElement Json(object? document) =>
        document is JsonElement element ? element : Null;
}
