using System.Globalization;
using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>Entities as IAM writes them; documents are percent-encoded per RFC 3986.</summary>
internal static class IamXml
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Encode(string document) => Uri.EscapeDataString(document);

    public static XElement Tags(IEnumerable<KeyValuePair<string, string>> tags) => new("Tags", tags.Select(Tag));

    public static XElement Tag(KeyValuePair<string, string> tag) =>
        new("member", new XElement("Key", tag.Key), new XElement("Value", tag.Value));

    /// <summary>GetRole and CreateRole tell everything; ListRoles leaves out tags, boundary and last use.</summary>
    public static XElement Role(IamCall call, IamRole role, string name = "member", bool whole = false)
    {
        var element = new XElement(
            name,
            new XElement("Path", role.Path),
            new XElement("RoleName", role.Name),
            new XElement("RoleId", role.RoleId),
            new XElement("Arn", call.ArnOf(role)),
            new XElement("CreateDate", Time(role.CreatedAt)),
            new XElement("AssumeRolePolicyDocument", Encode(role.TrustPolicy)));
        if (role.Description is not null)
            element.Add(new XElement("Description", role.Description));
        element.Add(new XElement("MaxSessionDuration", role.MaxSessionDuration));
        if (whole)
            AddDetails(call, element, role);
        return element;
    }

    public static void AddDetails(IamCall call, XElement element, IamRole role)
    {
        if (role.PermissionsBoundary is { } boundary)
        {
            element.Add(new XElement(
                "PermissionsBoundary",
                new XElement("PermissionsBoundaryType", "Policy"),
                new XElement("PermissionsBoundaryArn", boundary)));
        }

        if (!role.Tags.IsEmpty)
            element.Add(Tags(role.Tags));
        var used = new XElement("RoleLastUsed");
        if (role.LastUsedAt is { } at && at + call.Behaviour.LastUsedDelay <= call.Now)
            used.Add(new XElement("LastUsedDate", Time(at)));
        element.Add(used);
    }

    public static XElement Attached(string arn) => new(
        "member",
        new XElement("PolicyName", arn[(arn.LastIndexOf('/') + 1)..]),
        new XElement("PolicyArn", arn));

    public static XElement InstanceProfile(IamCall call, IamInstanceProfile profile, string name = "member") => new(
        name,
        new XElement("InstanceProfileName", profile.Name),
        new XElement("InstanceProfileId", profile.InstanceProfileId),
        new XElement("Arn", profile.Arn),
        new XElement("Path", profile.Path),
        new XElement("CreateDate", Time(profile.CreatedAt)),
        new XElement("Roles", profile.RoleName is { } role && call.Account.FindRole(role) is { } found ? Role(call, found) : null));

    public static XElement Policy(IamCall call, IamManagedPolicy policy, string name = "member", bool whole = false)
    {
        var element = new XElement(
            name,
            new XElement("PolicyName", policy.Name),
            new XElement("PolicyId", policy.PolicyId),
            new XElement("Arn", policy.Arn),
            new XElement("Path", policy.Path),
            new XElement("DefaultVersionId", policy.DefaultVersionId),
            new XElement("AttachmentCount", call.Account.Roles.Count(r => r.AttachedPolicies.Contains(policy.Arn))),
            new XElement("PermissionsBoundaryUsageCount", call.Account.Roles.Count(r => r.PermissionsBoundary == policy.Arn)),
            new XElement("IsAttachable", "true"),
            new XElement("CreateDate", Time(policy.CreatedAt)),
            new XElement("UpdateDate", Time(policy.UpdatedAt)));
        if (whole && policy.Description is not null)
            element.Add(new XElement("Description", policy.Description));
        if (whole && !policy.Tags.IsEmpty)
            element.Add(Tags(policy.Tags));
        return element;
    }

    public static XElement Version(IamManagedPolicy policy, IamPolicyVersion version, string name = "member", bool document = false)
    {
        var element = new XElement(name);
        if (document)
            element.Add(new XElement("Document", Encode(version.Document)));
        element.Add(
            new XElement("VersionId", version.VersionId),
            new XElement("IsDefaultVersion", version.VersionId == policy.DefaultVersionId ? "true" : "false"),
            new XElement("CreateDate", Time(version.CreatedAt)));
        return element;
    }
}
