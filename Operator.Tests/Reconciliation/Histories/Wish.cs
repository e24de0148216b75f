using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What a user declares, as a value: every edit is another object, as a watch brings it.</summary>
internal sealed record Wish(string Namespace, string Name, string ServiceAccount)
{
    public bool CreateServiceAccount { get; init; }

    public bool Override { get; init; }

    public int? TokenExpiration { get; init; }

    public string? RoleName { get; init; }

    public string? RoleArn { get; init; }

    public string Description { get; init; } = "";

    public int Duration { get; init; } = 3600;

    public string? Boundary { get; init; }

    public string? Team { get; init; }

    public ImmutableSortedSet<string> Managed { get; init; } = [];

    /// <summary>Inline policies: the action that each allows.</summary>
    public ImmutableSortedDictionary<string, string> Inline { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public bool Adopt { get; init; }

    public bool Retain { get; init; }

    public bool Suspended { get; init; }

    /// <summary>Whether it breaks a rule, one that a schema does not know.</summary>
    public bool Broken { get; init; }

    public IrsaBindingSpec Spec() => new()
    {
        ServiceAccount = new ServiceAccountSpec
        {
            Name = ServiceAccount,
            Create = CreateServiceAccount,
            Override = Override,
            TokenExpirationSeconds = TokenExpiration,
            Audience = Broken ? "${aws:username}" : null,
        },
        RoleArn = RoleArn,
        Role = RoleArn is not null ? null : new RoleSpec
        {
            Name = RoleName,
            Description = Description,
            MaxSessionDurationSeconds = Duration,
            PermissionsBoundary = Boundary,
            Tags = Team is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = Team },
            ManagedPolicies = [.. Managed],
            InlinePolicies = [.. Inline.Select(policy => Sample.Inline(policy.Key, Sample.Document(policy.Value)))],
            Adopt = Adopt,
        },
        DeletionPolicy = Retain ? Api.DeletionPolicy.Retain : Api.DeletionPolicy.Delete,
        Suspend = Suspended,
    };
}
