using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws;

internal sealed partial class AwsAccount
{
    public EksCluster? FindCluster(string name) => Read(() => _clusters.GetValueOrDefault(name));

    public EksCluster AddCluster(string name, string? issuer, Func<EksCluster, EksCluster>? configure = null) => Write(() =>
    {
        var cluster = new EksCluster
        {
            Name = name,
            Arn = $"arn:{Partition}:eks:{Region}:{AccountId}:cluster/{name}",
            Issuer = issuer,
            CreatedAt = Now,
        };
        cluster = configure?.Invoke(cluster) ?? cluster;
        _clusters[name] = cluster;
        return cluster;
    });

    public EksCluster? ChangeCluster(string name, Func<EksCluster, EksCluster> change) =>
        Write(() => _clusters.TryGetValue(name, out var cluster) ? _clusters[name] = change(cluster) : null);

    public bool RemoveCluster(string name) => Write(() => _clusters.Remove(name));

    public EksPodIdentityAssociation? AddPodIdentityAssociation(string cluster, string ns, string serviceAccount, string roleArn) => Write(() =>
    {
        if (!_clusters.TryGetValue(cluster, out var found))
            return null;
        var id = "a-" + NewId("").ToLowerInvariant();
        var association = new EksPodIdentityAssociation
        {
            Id = id,
            Arn = $"arn:{Partition}:eks:{Region}:{AccountId}:podidentityassociation/{cluster}/{id}",
            Namespace = ns,
            ServiceAccount = serviceAccount,
            RoleArn = roleArn,
            CreatedAt = Now,
        };
        _clusters[cluster] = found with { Associations = found.Associations.Add(association) };
        return association;
    });
}
