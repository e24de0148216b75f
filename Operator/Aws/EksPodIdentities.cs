using System.Collections.Immutable;
using Amazon.EKS;
using Amazon.EKS.Model;

namespace IrsaOperator.Aws;

/// <summary>
/// All associations of the cluster, listed once for all bindings and kept for a while. They are worth a warning and no more, so
/// a list that can't be had is none.
/// </summary>
internal sealed class EksPodIdentities(IAmazonEKS eks, AwsCalls calls, TimeProvider time, ILogger<EksPodIdentities> logger) : IPodIdentities, IDisposable
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AskAgainForTheRight = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _asking = new(1);
    private volatile Answer? _answer;

    public async Task<string?> FindAsync(string clusterName, string @namespace, string serviceAccount, CancellationToken cancellationToken)
    {
        var answer = Fresh() ?? await AskOnceAsync(clusterName, cancellationToken);
        return answer.Associations.GetValueOrDefault((@namespace, serviceAccount));
    }

    public void Dispose() => _asking.Dispose();

    private Answer? Fresh() => _answer is { } answer && time.GetElapsedTime(answer.At) < answer.Duration ? answer : null;

    private async Task<Answer> AskOnceAsync(string clusterName, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            return Fresh() ?? (_answer = await AskAsync(clusterName, cancellationToken));
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<Answer> AskAsync(string clusterName, CancellationToken cancellationToken)
    {
        var associations = ImmutableDictionary.CreateBuilder<(string, string), string>();
        try
        {
            string? next = null;
            do
            {
                var request = new ListPodIdentityAssociationsRequest { ClusterName = clusterName, NextToken = next };
                var page = await calls.RunAsync(
                    "ListPodIdentityAssociations", token => eks.ListPodIdentityAssociationsAsync(request, token), cancellationToken);
                foreach (var association in page.Associations ?? [])
                    associations[(association.Namespace ?? "", association.ServiceAccount ?? "")] = association.AssociationId ?? "";
                next = page.NextToken;
            }
            while (!string.IsNullOrEmpty(next));
            return new Answer(associations.ToImmutable(), time.GetTimestamp(), Keep);
        }
        catch (AwsException error)
        {
            logger.PodIdentitiesUnknown(error.Operation, error.Message);
            return new Answer(
                ImmutableDictionary<(string, string), string>.Empty,
                time.GetTimestamp(),
                error.Kind == AwsErrorKind.Denied ? AskAgainForTheRight : Keep);
        }
    }

    private sealed record Answer(ImmutableDictionary<(string Namespace, string ServiceAccount), string> Associations, long At, TimeSpan Duration);
}
