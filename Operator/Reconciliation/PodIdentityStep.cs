using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>Warns of an EKS Pod Identity association: in the SDKs' credential chain it wins over IRSA.</summary>
internal sealed class PodIdentityStep(IPodIdentities podIdentities, ReconcilerOptions options)
{
    public async Task RemarkAsync(Run run, CancellationToken cancellationToken)
    {
        // Only EKS knows, and it has to be asked for a cluster by name.
        if (options.ClusterName is not { } cluster)
            return;
        var (@namespace, serviceAccount) = (run.Binding.Namespace, run.Binding.ServiceAccount);
        if (await podIdentities.FindAsync(cluster, @namespace, serviceAccount, cancellationToken) is { } association)
        {
            run.Remark(new Remark(ConditionTypes.PodIdentityAssociated, Status: true, Reasons.PodIdentityAssociation,
                $"ServiceAccount {@namespace}/{serviceAccount} has the EKS Pod Identity association {association}, whose role its pods get instead: delete the association, or this binding."));
        }
    }
}
