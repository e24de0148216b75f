using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The second step of a binding that names a role of somebody else: the role admits the ServiceAccount. It is never written.</summary>
internal sealed class ExistingRoleStep(IRoles roles, ReconcilerOptions options)
{
    public async Task CheckAsync(Run run, ClusterIdentity identity, string roleArn, CancellationToken cancellationToken)
    {
        run.Step = Step.Role;
        var name = RoleArn.Name(roleArn);
        var trust = Trust.For(identity, run.Binding.Namespace, run.Binding.ServiceAccount, run.Binding.Audience);
        if (RoleArn.Account(roleArn) != identity.Account)
        {
            run.Findings = run.Findings with { ExistingRole = new ExistingRole(name, roleArn, "", Created: null, Trust: null), Trust = trust };
            run.Findings = run.Findings with
            {
                Unchecked = $"The role is in the account {RoleArn.Account(roleArn)}, whose IAM this operator can't ask: "
                    + "whether it trusts the ServiceAccount was not checked.",
            };
            return;
        }

        // A role that did not fit is looked at anew each time, so that mending its trust policy helps at once.
        var fits = run.Binding.Condition(ConditionTypes.RoleReady) == "True";
        var role = await roles.FindAsync(name, fits ? options.MaxRoleAge : TimeSpan.Zero, cancellationToken);
        if (role is null || !string.Equals(role.Arn, roleArn, StringComparison.Ordinal))
        {
            throw new BlockedException(OutcomeKind.Stalled, Reasons.RoleMissing, role is null
                ? $"Role {roleArn} does not exist: create it, or correct roleArn."
                : $"Role {roleArn} does not exist; the role of this name is {role.Arn}: correct roleArn.");
        }

        run.Findings = run.Findings with { ExistingRole = role, Trust = trust };
        if (TrustEvaluation.Problem(role.Trust, trust) is { } problem)
            throw new BlockedException(OutcomeKind.Stalled, Reasons.TrustDoesNotAdmit, $"Role {name} does not admit the ServiceAccount: {problem}");
    }
}
