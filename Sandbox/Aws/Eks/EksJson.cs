using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Eks;

/// <summary>Entities as EKS writes them; times are seconds since the epoch.</summary>
internal static class EksJson
{
    public static JsonObject Cluster(EksCluster cluster) => new()
    {
        ["name"] = cluster.Name,
        ["arn"] = cluster.Arn,
        ["createdAt"] = Time(cluster.CreatedAt),
        ["version"] = cluster.Version,
        ["endpoint"] = cluster.Endpoint,
        ["roleArn"] = cluster.RoleArn,
        ["identity"] = cluster.Issuer is null ? null : new JsonObject { ["oidc"] = new JsonObject { ["issuer"] = cluster.Issuer } },
        ["status"] = cluster.Status,
        ["platformVersion"] = "eks.1",
        ["tags"] = new JsonObject(),
    };

    public static JsonObject Addon(EksCluster cluster, EksAddon addon) => new()
    {
        ["addonName"] = addon.Name,
        ["clusterName"] = cluster.Name,
        ["status"] = addon.Status,
        ["addonVersion"] = addon.Version,
        ["addonArn"] = $"{cluster.Arn.Replace(":cluster/", ":addon/", StringComparison.Ordinal)}/{addon.Name}",
        ["createdAt"] = Time(addon.CreatedAt),
        ["modifiedAt"] = Time(addon.CreatedAt),
        ["serviceAccountRoleArn"] = addon.ServiceAccountRoleArn,
        ["tags"] = new JsonObject(),
    };

    public static JsonObject Summary(EksCluster cluster, EksPodIdentityAssociation association) => new()
    {
        ["clusterName"] = cluster.Name,
        ["namespace"] = association.Namespace,
        ["serviceAccount"] = association.ServiceAccount,
        ["associationArn"] = association.Arn,
        ["associationId"] = association.Id,
    };

    public static JsonObject Association(EksCluster cluster, EksPodIdentityAssociation association)
    {
        var json = Summary(cluster, association);
        json["roleArn"] = association.RoleArn;
        json["createdAt"] = Time(association.CreatedAt);
        json["modifiedAt"] = Time(association.CreatedAt);
        json["tags"] = new JsonObject();
        return json;
    }

    private static decimal Time(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000m;
}
