using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>An answer with nothing in it but what the API's model requires.</summary>
internal static class AwsBareAnswer
{
    private static readonly HashSet<string> Role = ["Role", "Roles", "member", "Path", "RoleName", "RoleId", "Arn", "CreateDate"];

    /// <summary>The required members by operation; of the other operations' answers none is.</summary>
    private static readonly Dictionary<string, HashSet<string>> Required = new(StringComparer.Ordinal)
    {
        ["CreateRole"] = Role,
        ["GetRole"] = Role,
        ["ListRoles"] = Role,
        ["ListRolePolicies"] = ["PolicyNames", "member"],
        ["GetRolePolicy"] = ["RoleName", "PolicyName", "PolicyDocument"],
        ["ListInstanceProfilesForRole"] = [.. Role, "InstanceProfiles", "InstanceProfileName", "InstanceProfileId"],
    };

    public static AwsResponse Of(AwsResponse response, AwsRequest request)
    {
        if (request.Service == "eks")
            return response with { Body = Encoding.UTF8.GetBytes(new JsonObject().ToJsonString()) };
        var root = XElement.Parse(Encoding.UTF8.GetString(response.Body));
        var required = Required.GetValueOrDefault(request.Operation) ?? [];
        root.Elements().FirstOrDefault(element => element.Name.LocalName == $"{request.Operation}Result")
            ?.Descendants().Where(element => !required.Contains(element.Name.LocalName)).ToList().ForEach(Remove);
        return response with { Body = Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)) };
    }

    // What is in a removed one has gone with it.
    private static void Remove(XElement element)
    {
        if (element.Parent is not null)
            element.Remove();
    }
}
