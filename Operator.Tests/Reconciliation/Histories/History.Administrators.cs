using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What IAM administrators do, without asking anybody.</summary>
internal sealed partial class History
{
    private const string Backdoor = "arn:aws:iam::111122223333:policy/backdoor";

    /// <summary>A role that bindings want: one of the shared names, or a binding's derived one.</summary>
    private static string PooledRole(int who, int a) => RoleNames[a % 4] ?? RoleName.Derive(Sample.Identity.Issuer, Namespace(who), $"binding-{who}");

    private void Change(string name, Func<RoleDefinition, RoleDefinition> change)
    {
        if (_world.Roles.TryGetValue(name, out var role))
            _world.Roles[name] = role with { Definition = change(role.Definition) };
    }

    private void Tamper(string name, int b)
    {
        var other = HistoryOracle.Document("iam:*");
        Change(name, role => b switch
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

    private void MakeRole(string name, int b)
    {
        if (_world.Roles.ContainsKey(name))
            return;
        var tags = b % 3 == 0
            ? new Owner(Sample.Identity.IssuerHostPath, "elsewhere", "app", "uid").Tags()
            : RoleDefinition.NoTags.Add(Watchman.AdministratorsTag, "made it");
        _world.Roles[name] = FakeRole.Created(new RoleDefinition
        {
            Name = name,
            Path = "/",
            Trust = HistoryOracle.Document("sts:AssumeRole"),
            Tags = tags,
            Description = "by hand",
        }) with
        { Id = "AROAFOREIGN" };
        Change(name, role => role with { ManagedPolicies = b % 2 == 0 ? [Backdoor] : [] });
    }

    private void LegacyRole(string name, int who, int b)
    {
        if (b % 4 == 0)
        {
            _world.Roles.Remove(name);
            return;
        }

        var trust = b % 4 == 1
            ? HistoryOracle.Document("sts:AssumeRole")
            : Trust.For(Sample.Identity, Namespace(who), ServiceAccountNames[b % 3], "sts.amazonaws.com").Document();
        _world.Roles[name] = FakeRole.Created(new RoleDefinition { Name = name, Path = "/", Trust = trust }) with { Id = "AROALEGACY" };
    }

    private void Quarantine(string name, int b) => Change(name, role => (b % 3) switch
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
