using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What IAM administrators do, without asking anybody.</summary>
internal sealed partial class History
{
    /// <summary>The managed policies of the account that administrators and users name.</summary>
    public const string Backdoor = "arn:aws:iam::111122223333:policy/backdoor";

    public const string Fence = "arn:aws:iam::111122223333:policy/fence";

    private void Tamper(string name, int b)
    {
        var other = HistoryOracle.Document("iam:*");
        world.ChangeRole(name, role => b switch
        {
            0 => role with { ManagedPolicies = role.ManagedPolicies.Add(Backdoor) },
            1 => role with { ManagedPolicies = role.ManagedPolicies.Clear() },
            2 => role with { InlinePolicies = role.InlinePolicies.SetItem("main", other) },
            3 => role with { InlinePolicies = role.InlinePolicies.SetItem("extra", other) },
            4 => role with { InlinePolicies = role.InlinePolicies.Clear() },
            5 => role with { PermissionsBoundary = Backdoor },
            6 => role with { Trust = other },
            7 => role with { Trust = null },
            8 => role with { Tags = role.Tags.SetItem(Watchman.AdministratorsTag, "was here") },
            9 => role with { Tags = role.Tags.SetItem("team", "hijacked"), Description = "hijacked" },
            10 => role with { Tags = role.Tags.RemoveRange(Owner.TagKeys) },
            _ => role with { Tags = role.Tags.SetItem(Owner.NamespaceTag, "elsewhere") },
        });
    }

    private void MakeRole(string name, int b) => world.AddRole(new RoleDefinition
    {
        Name = name,
        Path = "/",
        Trust = HistoryOracle.Document("sts:AssumeRole"),
        Tags = b % 3 == 0
            ? new Owner(world.Names.Identity.IssuerHostPath, "elsewhere", "app", "uid").Tags()
            : RoleDefinition.NoTags.Add(Watchman.AdministratorsTag, "made it"),
        Description = "by hand",
        ManagedPolicies = b % 2 == 0 ? [Backdoor] : [],
    });

    private void LegacyRole(string name, int who, int b)
    {
        if (b % 4 == 0)
        {
            world.RemoveRole(name);
            return;
        }

        var names = world.Names;
        var trust = b % 4 == 1
            ? HistoryOracle.Document("sts:AssumeRole")
            : Trust.For(names.Identity, names.Namespace(who), HistoryNames.ServiceAccount(b), "sts.amazonaws.com").Document();
        world.RemoveRole(name);
        world.AddRole(new RoleDefinition { Name = name, Path = "/", Trust = trust });
    }

    private void Quarantine(string name, int b) => world.ChangeRole(name, role => (b % 3) switch
    {
        0 => role with { ManagedPolicies = role.ManagedPolicies.Add(Watchman.DenyManaged) },
        1 => role with { InlinePolicies = role.InlinePolicies.SetItem(Watchman.DenyInline, PolicyDocument.From(BindingView.Json(Sample.DenyDocument()))) },
        _ => WithoutQuarantine(role),
    });

    private static RoleDefinition WithoutQuarantine(RoleDefinition role) => role with
    {
        ManagedPolicies = role.ManagedPolicies.Remove(Watchman.DenyManaged),
        InlinePolicies = role.InlinePolicies.Remove(Watchman.DenyInline),
    };
}
