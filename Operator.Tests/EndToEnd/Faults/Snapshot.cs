using System.Text.Json;
using System.Text.RegularExpressions;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws.Model;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>All that a binding has brought about, in a form that two runs have in common.</summary>
internal static partial class Snapshot
{
    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };

    public static async Task<string> TakeAsync(FaultFixture fixture, string @namespace)
    {
        var roles = fixture.Aws.Account.Roles
            .Where(role => role.Name.Contains(@namespace, StringComparison.Ordinal) || role.Tags.GetValueOrDefault(Owner.NamespaceTag) == @namespace)
            .Select(Role).ToList();
        var accounts = await fixture.Client.ListAsync<V1ServiceAccount>(@namespace, cancellationToken: FaultFixture.Cancel);
        var binding = await fixture.FindAsync(@namespace, CrashScenarios.Binding);
        var text = JsonSerializer.Serialize(
            new
            {
                roles,
                serviceAccounts = accounts.Where(account => account.Metadata.Name != "default").Select(account => new
                {
                    account.Metadata.Name,
                    annotations = new SortedDictionary<string, string>(account.Metadata.Annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal),
                    owners = account.Metadata.OwnerReferences?.Count ?? 0,
                }),
                binding = binding is null ? null : new
                {
                    binding.Metadata.Finalizers,
                    conditions = binding.Status.Conditions!.Select(condition => $"{condition.Type}={condition.Status}/{condition.Reason}").Order(StringComparer.Ordinal),
                    binding.Status.Role?.Arn,
                    policies = binding.Status.Policies,
                },
            },
            Lines);

        // A derived name ends with a digest of what makes it unique, the namespace among it.
        text = DerivedName().Replace(text.Replace(@namespace, "NAMESPACE", StringComparison.Ordinal), "ROLE");
        return binding?.Metadata.Uid is { } uid ? text.Replace(uid, "UID", StringComparison.Ordinal) : text;
    }

    /// <summary>What a role is for others; ids and times are new in each life.</summary>
    public static object Role(IamRole role) => new
    {
        role.Name,
        role.Path,
        role.TrustPolicy,
        description = role.Description ?? "",
        role.MaxSessionDuration,
        role.PermissionsBoundary,
        attached = role.AttachedPolicies.Order(StringComparer.Ordinal),
        role.InlinePolicies,
        role.Tags,
    };

    [GeneratedRegex($"NAMESPACE-{CrashScenarios.Binding}-[a-z0-9]{{10}}", RegexOptions.NonBacktracking)]
    private static partial Regex DerivedName();
}
