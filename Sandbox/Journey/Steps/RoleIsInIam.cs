using System.Text.Json;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class RoleIsInIam : IJourneyStep
{
    public string Name => $"Role {Samples.WorkloadRole} is in IAM, with its trust policy and its policies";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        using var iam = context.Eks.Aws.AdminIam();
        var role = await RoleView.FindAsync(iam, Samples.WorkloadRole, cancellationToken)
            ?? throw new StepFailedException($"IAM has no role {Samples.WorkloadRole}.");
        notes.Saw("role", role.Arn);
        notes.Saw("trust policy", RoleView.Pretty(role.TrustPolicy));
        foreach (var arn in role.ManagedPolicies)
            notes.Saw("managed policy", arn);
        foreach (var (name, document) in role.InlinePolicies)
            notes.Saw($"inline policy {name}", RoleView.Pretty(document));

        if (role.Arn != context.RoleArn)
            throw new StepFailedException($"The binding's status names the role {context.RoleArn}, IAM has {role.Arn}.");
        if (!role.ManagedPolicies.Any(arn => arn.EndsWith($":policy/{Samples.WorkloadManagedPolicy}", StringComparison.Ordinal)))
            throw new StepFailedException($"{Samples.WorkloadManagedPolicy} is not attached.");
        if (!role.InlinePolicies.ContainsKey(Samples.WorkloadInlinePolicy))
            throw new StepFailedException($"The role has no inline policy {Samples.WorkloadInlinePolicy}.");
        CheckTrust(role.TrustPolicy, context.Eks.Plane.Issuer);
    }

    private static void CheckTrust(string trustPolicy, string issuer)
    {
        using var document = JsonDocument.Parse(trustPolicy);
        var equal = document.RootElement.GetProperty("Statement")[0].GetProperty("Condition").GetProperty("StringEquals");
        var host = issuer["https://".Length..];
        var (subject, audience) = (equal.GetProperty($"{host}:sub").GetString(), equal.GetProperty($"{host}:aud").GetString());
        if (subject != $"system:serviceaccount:{Samples.Workload.Namespace}:{Samples.Workload.Name}" || audience != OperatorIdentity.Audience)
            throw new StepFailedException($"The role trusts {subject} with the audience {audience}.");
    }
}
