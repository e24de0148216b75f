using System.Globalization;
using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws.Eks;

/// <summary>EKS's operations on clusters, add-ons and pod identity associations.</summary>
internal static class EksService
{
    public static JsonNode Handle(AwsRequest request, AwsAccount account, AwsPrincipal principal)
    {
        lock (account.Gate)
        {
            Demand(request, account, principal);
            return request.Operation switch
            {
                "ListClusters" => Page(request, "clusters", account.Clusters.Select(c => (JsonNode)c.Name)),
                "DescribeCluster" => new JsonObject { ["cluster"] = EksJson.Cluster(Cluster(request, account)) },
                "ListAddons" => Page(request, "addons", Cluster(request, account).Addons.Select(a => (JsonNode)a.Name)),
                "DescribeAddon" => DescribeAddon(request, account),
                "ListPodIdentityAssociations" => ListAssociations(request, account),
                "CreatePodIdentityAssociation" => CreateAssociation(request, account, principal),
                "DescribePodIdentityAssociation" => DescribeAssociation(request, account),
                "DeletePodIdentityAssociation" => DeleteAssociation(request, account),
                _ => throw AwsErrors.InvalidAction(request.Operation, "2017-11-01"),
            };
        }
    }

    private static void Demand(AwsRequest request, AwsAccount account, AwsPrincipal principal)
    {
        var name = request.Parameter("clusterName");
        var resource = name is null ? "*" : $"arn:{account.Partition}:eks:{account.Region}:{account.AccountId}:cluster/{name}";
        if (request.Parameter("addonName") is { } addon)
            resource = $"{resource.Replace(":cluster/", ":addon/", StringComparison.Ordinal)}/{addon}";
        if (request.Parameter("associationId") is { } id)
            resource = $"{resource.Replace(":cluster/", ":podidentityassociation/", StringComparison.Ordinal)}/{id}";
        AwsAuthorization.Demand(account, principal, new PolicyRequest($"eks:{request.Operation}", resource));
    }

    private static EksCluster Cluster(AwsRequest request, AwsAccount account)
    {
        var name = request.Parameter("clusterName") ?? "";
        return account.FindCluster(name) ?? throw NotFound($"No cluster found for name: {name}.");
    }

    private static JsonObject DescribeAddon(AwsRequest request, AwsAccount account)
    {
        var cluster = Cluster(request, account);
        var name = request.Parameter("addonName");
        var addon = cluster.Addons.Find(a => a.Name == name) ?? throw NotFound($"No addon: {name} found in cluster: {cluster.Name}");
        return new JsonObject { ["addon"] = EksJson.Addon(cluster, addon) };
    }

    private static JsonObject ListAssociations(AwsRequest request, AwsAccount account)
    {
        var cluster = Cluster(request, account);
        var found = cluster.Associations.Where(a =>
            (request.Parameter("namespace") is not { } ns || a.Namespace == ns)
            && (request.Parameter("serviceAccount") is not { } name || a.ServiceAccount == name));
        return Page(request, "associations", found.Select(a => (JsonNode)EksJson.Summary(cluster, a)));
    }

    private static JsonObject CreateAssociation(AwsRequest request, AwsAccount account, AwsPrincipal principal)
    {
        var cluster = Cluster(request, account);
        var (ns, name, role) = (Required(request, "namespace"), Required(request, "serviceAccount"), Required(request, "roleArn"));
        var context = PolicyRequest.NewContext();
        context["iam:PassedToService"] = ["pods.eks.amazonaws.com"];
        AwsAuthorization.Demand(account, principal, new PolicyRequest("iam:PassRole", role) { Context = context });
        if (cluster.Associations.Exists(a => a.Namespace == ns && a.ServiceAccount == name))
            throw new AwsErrorException("ResourceInUseException", $"Association already exists: {ns}/{name}", 409);
        return new JsonObject { ["association"] = EksJson.Association(cluster, account.AddPodIdentityAssociation(cluster.Name, ns, name, role)!) };
    }

    private static JsonObject DescribeAssociation(AwsRequest request, AwsAccount account)
    {
        var cluster = Cluster(request, account);
        return new JsonObject { ["association"] = EksJson.Association(cluster, Association(request, cluster)) };
    }

    private static JsonObject DeleteAssociation(AwsRequest request, AwsAccount account)
    {
        var cluster = Cluster(request, account);
        var association = Association(request, cluster);
        account.ChangeCluster(cluster.Name, c => c with { Associations = c.Associations.Remove(association) });
        return new JsonObject { ["association"] = EksJson.Association(cluster, association) };
    }

    private static EksPodIdentityAssociation Association(AwsRequest request, EksCluster cluster)
    {
        var id = request.Parameter("associationId");
        return cluster.Associations.Find(a => a.Id == id) ?? throw NotFound($"No association found for id: {id}.");
    }

    private static JsonObject Page(AwsRequest request, string name, IEnumerable<JsonNode> items)
    {
        var size = int.TryParse(request.Parameter("maxResults"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 100;
        var start = int.TryParse(request.Parameter("nextToken"), NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token : 0;
        if (size is < 1 or > 100)
            throw new AwsErrorException("InvalidParameterException", "maxResults must be between 1 and 100.", 400);
        var rest = items.Skip(start).ToList();
        return new JsonObject
        {
            [name] = new JsonArray([.. rest.Take(size)]),
            ["nextToken"] = rest.Count > size ? $"{start + size}" : null,
        };
    }

    private static string Required(AwsRequest request, string name) => request.Parameter(name) is { Length: > 0 } value
        ? value
        : throw new AwsErrorException("InvalidParameterException", $"{name} is required.", 400);

    private static AwsErrorException NotFound(string message) => new("ResourceNotFoundException", message, 404);
}
