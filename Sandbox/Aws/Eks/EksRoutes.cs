namespace IrsaOperator.Sandbox.Aws.Eks;

/// <summary>EKS's operations by method and path.</summary>
internal static class EksRoutes
{
    /// <summary>The operation, or null; the names in the path are added to the parameters.</summary>
    public static string? Resolve(string method, string rawPath, Dictionary<string, string> parameters)
    {
        var parts = rawPath.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (parts is not ["clusters", ..])
            return null;
        if (parts.Length > 1)
            parameters["clusterName"] = parts[1];
        if (parts.Length > 3)
            parameters[parts[2] == "addons" ? "addonName" : "associationId"] = parts[3];
        return (method, parts) switch
        {
            ("GET", [_]) => "ListClusters",
            ("GET", [_, _]) => "DescribeCluster",
            ("GET", [_, _, "addons"]) => "ListAddons",
            ("GET", [_, _, "addons", _]) => "DescribeAddon",
            ("GET", [_, _, "pod-identity-associations"]) => "ListPodIdentityAssociations",
            ("POST", [_, _, "pod-identity-associations"]) => "CreatePodIdentityAssociation",
            ("GET", [_, _, "pod-identity-associations", _]) => "DescribePodIdentityAssociation",
            ("DELETE", [_, _, "pod-identity-associations", _]) => "DeletePodIdentityAssociation",
            _ => null,
        };
    }
}
