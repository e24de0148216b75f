using System.Xml.Linq;
using Amazon.IdentityManagement.Model;
using Amazon.Internal;

namespace Amazon.IdentityManagement.Internal;

/// <summary>Reads IAM's shapes, each from the element that holds its members. Documents stay percent-encoded, as they came.</summary>
internal static class IamShapes
{
    public static void WriteTag(QueryParameters parameters, Tag tag)
    {
        parameters.Add(".Key", tag.Key);
        parameters.Add(".Value", tag.Value);
    }

    public static Tag Tag(XElement x) => new()
    {
        Key = x.Text("Key"),
        Value = x.Text("Value"),
    };

    public static Role Role(XElement x) => new()
    {
        Arn = x.Text("Arn"),
        AssumeRolePolicyDocument = x.Text("AssumeRolePolicyDocument"),
        CreateDate = x.Time("CreateDate"),
        Description = x.Text("Description"),
        MaxSessionDuration = x.Int("MaxSessionDuration"),
        Path = x.Text("Path"),
        PermissionsBoundary = x.Shape("PermissionsBoundary", AttachedPermissionsBoundary),
        RoleId = x.Text("RoleId"),
        RoleLastUsed = x.Shape("RoleLastUsed", RoleLastUsed),
        RoleName = x.Text("RoleName"),
        Tags = x.List("Tags", Tag),
    };

    public static AttachedPermissionsBoundary AttachedPermissionsBoundary(XElement x) => new()
    {
        PermissionsBoundaryArn = x.Text("PermissionsBoundaryArn"),
        PermissionsBoundaryType = x.Text("PermissionsBoundaryType") is { } type ? PermissionsBoundaryAttachmentType.FindValue(type) : null,
    };

    public static RoleLastUsed RoleLastUsed(XElement x) => new()
    {
        LastUsedDate = x.Time("LastUsedDate"),
        Region = x.Text("Region"),
    };

    public static AttachedPolicyType AttachedPolicyType(XElement x) => new()
    {
        PolicyArn = x.Text("PolicyArn"),
        PolicyName = x.Text("PolicyName"),
    };

    public static InstanceProfile InstanceProfile(XElement x) => new()
    {
        Arn = x.Text("Arn"),
        CreateDate = x.Time("CreateDate"),
        InstanceProfileId = x.Text("InstanceProfileId"),
        InstanceProfileName = x.Text("InstanceProfileName"),
        Path = x.Text("Path"),
        Roles = x.List("Roles", Role),
        Tags = x.List("Tags", Tag),
    };

    public static PolicyDetail PolicyDetail(XElement x) => new()
    {
        PolicyDocument = x.Text("PolicyDocument"),
        PolicyName = x.Text("PolicyName"),
    };

    public static RoleDetail RoleDetail(XElement x) => new()
    {
        Arn = x.Text("Arn"),
        AssumeRolePolicyDocument = x.Text("AssumeRolePolicyDocument"),
        AttachedManagedPolicies = x.List("AttachedManagedPolicies", AttachedPolicyType),
        CreateDate = x.Time("CreateDate"),
        InstanceProfileList = x.List("InstanceProfileList", InstanceProfile),
        Path = x.Text("Path"),
        PermissionsBoundary = x.Shape("PermissionsBoundary", AttachedPermissionsBoundary),
        RoleId = x.Text("RoleId"),
        RoleLastUsed = x.Shape("RoleLastUsed", RoleLastUsed),
        RoleName = x.Text("RoleName"),
        RolePolicyList = x.List("RolePolicyList", PolicyDetail),
        Tags = x.List("Tags", Tag),
    };

    public static GroupDetail GroupDetail(XElement x) => new()
    {
        Arn = x.Text("Arn"),
        AttachedManagedPolicies = x.List("AttachedManagedPolicies", AttachedPolicyType),
        CreateDate = x.Time("CreateDate"),
        GroupId = x.Text("GroupId"),
        GroupName = x.Text("GroupName"),
        GroupPolicyList = x.List("GroupPolicyList", PolicyDetail),
        Path = x.Text("Path"),
    };

    public static UserDetail UserDetail(XElement x) => new()
    {
        Arn = x.Text("Arn"),
        AttachedManagedPolicies = x.List("AttachedManagedPolicies", AttachedPolicyType),
        CreateDate = x.Time("CreateDate"),
        GroupList = x.List("GroupList", static m => m.Value),
        Path = x.Text("Path"),
        PermissionsBoundary = x.Shape("PermissionsBoundary", AttachedPermissionsBoundary),
        Tags = x.List("Tags", Tag),
        UserId = x.Text("UserId"),
        UserName = x.Text("UserName"),
        UserPolicyList = x.List("UserPolicyList", PolicyDetail),
    };

    public static ManagedPolicy ManagedPolicy(XElement x) => new()
    {
        Arn = x.Text("Arn"),
        AttachmentCount = x.Int("AttachmentCount"),
        CreateDate = x.Time("CreateDate"),
        DefaultVersionId = x.Text("DefaultVersionId"),
        Description = x.Text("Description"),
        IsAttachable = x.Bool("IsAttachable"),
        Path = x.Text("Path"),
        PermissionsBoundaryUsageCount = x.Int("PermissionsBoundaryUsageCount"),
        PolicyId = x.Text("PolicyId"),
        PolicyName = x.Text("PolicyName"),
        Tags = x.List("Tags", Tag),
        UpdateDate = x.Time("UpdateDate"),
    };

    public static ManagedPolicyDetail ManagedPolicyDetail(XElement x) => new()
    {
        Arn = x.Text("Arn"),
        AttachmentCount = x.Int("AttachmentCount"),
        CreateDate = x.Time("CreateDate"),
        DefaultVersionId = x.Text("DefaultVersionId"),
        Description = x.Text("Description"),
        IsAttachable = x.Bool("IsAttachable"),
        Path = x.Text("Path"),
        PermissionsBoundaryUsageCount = x.Int("PermissionsBoundaryUsageCount"),
        PolicyId = x.Text("PolicyId"),
        PolicyName = x.Text("PolicyName"),
        PolicyVersionList = x.List("PolicyVersionList", PolicyVersion),
        UpdateDate = x.Time("UpdateDate"),
    };

    public static PolicyVersion PolicyVersion(XElement x) => new()
    {
        CreateDate = x.Time("CreateDate"),
        Document = x.Text("Document"),
        IsDefaultVersion = x.Bool("IsDefaultVersion"),
        VersionId = x.Text("VersionId"),
    };

    public static OpenIDConnectProviderListEntry OpenIDConnectProviderListEntry(XElement x) => new()
    {
        Arn = x.Text("Arn"),
    };
}
