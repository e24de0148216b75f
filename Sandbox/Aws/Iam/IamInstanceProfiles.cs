using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>Instance profiles: they keep a role from being deleted.</summary>
internal static class IamInstanceProfiles
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["CreateInstanceProfile"] = Create,
        ["GetInstanceProfile"] = call => [IamXml.InstanceProfile(call, Find(call), "InstanceProfile")],
        ["DeleteInstanceProfile"] = Delete,
        ["ListInstanceProfiles"] = call => call.Page("InstanceProfiles", call.Account.InstanceProfiles, p => IamXml.InstanceProfile(call, p)),
        ["ListInstanceProfilesForRole"] = ListForRole,
        ["AddRoleToInstanceProfile"] = AddRole,
        ["RemoveRoleFromInstanceProfile"] = RemoveRole,
    };

    private static IamInstanceProfile Find(IamCall call)
    {
        var name = call.Required("InstanceProfileName");
        IamChecks.Name(name, "InstanceProfileName", 128);
        return call.Account.FindInstanceProfile(name) ?? throw AwsErrors.NoSuchEntity($"Instance Profile {name} cannot be found.");
    }

    private static List<XElement> Create(IamCall call)
    {
        var name = call.Required("InstanceProfileName");
        IamChecks.Name(name, "InstanceProfileName", 128);
        var path = IamChecks.Path(call.Optional("Path"));
        if (call.Account.FindInstanceProfile(name) is not null)
            throw AwsErrors.EntityAlreadyExists($"Instance Profile {name} already exists.");
        return [IamXml.InstanceProfile(call, call.Account.AddInstanceProfile(name, path: path), "InstanceProfile")];
    }

    private static IReadOnlyList<XElement>? Delete(IamCall call)
    {
        var profile = Find(call);
        if (profile.RoleName is not null)
            throw AwsErrors.DeleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        call.Account.RemoveInstanceProfile(profile.Name);
        return null;
    }

    private static List<XElement> ListForRole(IamCall call)
    {
        var role = call.Role();
        var profiles = call.Account.InstanceProfiles.Where(p => role.Name.Equals(p.RoleName, StringComparison.OrdinalIgnoreCase));
        return call.Page("InstanceProfiles", profiles, p => IamXml.InstanceProfile(call, p));
    }

    private static IReadOnlyList<XElement>? AddRole(IamCall call)
    {
        var profile = Find(call);
        var role = call.ModifiableRole();
        if (profile.RoleName is not null)
            throw AwsErrors.LimitExceeded("InstanceSessionsPerInstanceProfile", 1);
        call.Account.ChangeInstanceProfile(profile.Name, p => p with { RoleName = role.Name });
        return null;
    }

    private static IReadOnlyList<XElement>? RemoveRole(IamCall call)
    {
        var profile = Find(call);
        var role = call.ModifiableRole();
        if (!role.Name.Equals(profile.RoleName, StringComparison.OrdinalIgnoreCase))
            throw AwsErrors.NoSuchEntity($"Role {role.Name} is not in instance profile {profile.Name}.");
        call.Account.ChangeInstanceProfile(profile.Name, p => p with { RoleName = null });
        return null;
    }
}
