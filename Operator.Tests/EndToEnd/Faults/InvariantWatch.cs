using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>Looks at every call of the operator at its moment, and notes what must never happen.</summary>
internal sealed class InvariantWatch
{
    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal)
    {
        "AttachRolePolicy", "DeleteRole", "DeleteRolePermissionsBoundary", "DeleteRolePolicy", "DetachRolePolicy", "PutRolePermissionsBoundary", "PutRolePolicy",
        "RemoveRoleFromInstanceProfile", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole",
    };

    private readonly FaultFixture _fixture;
    private readonly string _namespace;
    private readonly ConcurrentQueue<string> _violations = new();

    public InvariantWatch(FaultFixture fixture, string @namespace) => (_fixture, _namespace) = (fixture, @namespace);

    /// <summary>What was broken; empty when nothing was.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Whether the binding may take over a role without ownership tags.</summary>
    public bool Adopts { get; init; }

    /// <summary>How many calls were looked at.</summary>
    public int Looks { get; private set; }

    public async Task AtAwsAsync(AwsCall call)
    {
        Looks++;
        var trust = call.Parameters.GetValueOrDefault(call.Operation == "UpdateAssumeRolePolicy" ? "PolicyDocument" : "AssumeRolePolicyDocument");
        if (trust is not null)
            CheckTrust(call.Operation, trust);
        if (!Changing.Contains(call.Operation))
            return;
        var role = _fixture.Aws.Account.FindRole(call.Parameters["RoleName"]);
        if (role is null)
            return;

        // I2: only a role that carries our tags, or one that nobody owns, with consent, whose first change is to be marked.
        var owner = role.Tags.GetValueOrDefault(Owner.NamespaceTag);
        if (owner != _namespace && !(owner is null && Adopts && call.Operation == "TagRole"))
            _violations.Enqueue($"I2: {call.Operation} on {role.Name}, which belongs to {owner ?? "nobody"}");

        // I3: nothing is taken from a role that is about to go while the ServiceAccount still names it.
        if (call.Operation == "DeleteRole" && await AnnotatedWithAsync(role.Arn))
            _violations.Enqueue($"I3: DeleteRole while the ServiceAccount carries {role.Arn}");
    }

    public void AtKubernetes(ApiCall call)
    {
        Looks++;

        // I3: a pod that starts now gets this role: it must be there, with its trust.
        if (!call.Path.Contains("/serviceaccounts", StringComparison.Ordinal) || !call.Body.Contains(WellKnown.RoleArnAnnotation, StringComparison.Ordinal))
            return;
        if (JsonNode.Parse(call.Body) is not JsonObject body || body["metadata"]?["annotations"]?[WellKnown.RoleArnAnnotation]?.ToString() is not { } arn)
            return;
        var role = _fixture.Aws.Account.Roles.FirstOrDefault(role => role.Arn == arn);
        if (role is null)
            _violations.Enqueue($"I3: annotated with {arn}, which does not exist");
        else if (!role.TrustPolicy.Contains($"system:serviceaccount:{_namespace}:", StringComparison.Ordinal))
            _violations.Enqueue($"I3: annotated with {arn}, which does not trust the ServiceAccount");
        else if (role.AttachedPolicies.Contains("arn:aws:iam::aws:policy/AdministratorAccess") || role.AttachedPolicies.Count < 2 || role.InlinePolicies.Count < 2)
            _violations.Enqueue($"I3: annotated with {arn} before its policies were there: {string.Join(", ", role.AttachedPolicies.Concat(role.InlinePolicies.Keys))}");
    }

    // I1: one provider, one subject, one audience, by StringEquals.
    private void CheckTrust(string operation, string document)
    {
        var provider = _fixture.Identity.ProviderArn;
        var issuer = provider[(provider.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var statement = JsonNode.Parse(document)!["Statement"] is JsonArray { Count: 1 } list ? list[0]! : null;
        var equal = statement?["Condition"]?["StringEquals"] as JsonObject;
        if (statement?["Effect"]?.ToString() != "Allow" || statement["Action"]?.ToString() != "sts:AssumeRoleWithWebIdentity"
            || statement["Principal"]?.ToJsonString() != new JsonObject { ["Federated"] = provider }.ToJsonString()
            || statement["Condition"]!.AsObject().Count != 1 || equal is not { Count: 2 }
            || equal[$"{issuer}:sub"]?.ToString() != $"system:serviceaccount:{_namespace}:{CrashScenarios.Binding}"
            || equal[$"{issuer}:aud"]?.ToString() is not ("sts.amazonaws.com" or "other"))
        {
            _violations.Enqueue($"I1: {operation} with {document}");
        }
    }

    private async Task<bool> AnnotatedWithAsync(string arn) => (await _fixture.Client.ListAsync<V1ServiceAccount>(_namespace))
        .Any(account => account.Metadata.Annotations?.Values.Contains(arn) == true && account.Metadata.DeletionTimestamp is null);
}
