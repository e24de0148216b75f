using System.Collections.Immutable;
using IrsaOperator.Api;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What users do, and time.</summary>
internal sealed partial class History
{
    private static readonly string?[] RoleNames = [null, "shared", "Shared", "other"];
    private static readonly string[] LegacyRoles = ["legacy-a", "legacy-b"];
    private static readonly string[] ServiceAccountNames = ["app", "web", "batch"];
    private static readonly string[] ManagedPolicies = ["AmazonS3ReadOnlyAccess", "AmazonSQSFullAccess", "ReadOnlyAccess"];
    private static readonly string[] Actions = ["s3:GetObject", "sqs:SendMessage", "dynamodb:*"];

    private void Take(HistoryStep step)
    {
        var (who, a, b) = (step.Who, step.A, step.B);
        var subject = _subjects.Find(one => one.Key == Key(who));
        var account = (Namespace(who), ServiceAccountNames[a % 3]);
        switch (step.Move)
        {
            case HistoryMove.Nothing: break;
            case HistoryMove.Create: Create(who, a, b); break;
            case HistoryMove.Delete: Delete(subject); break;
            case HistoryMove.EditRole: Edit(subject, wish => EditRole(wish, a, b)); break;
            case HistoryMove.EditServiceAccount: Edit(subject, wish => EditServiceAccount(wish, a)); break;
            case HistoryMove.Adopt: Edit(subject, wish => wish with { Adopt = !wish.Adopt }); break;
            case HistoryMove.Suspend: Edit(subject, wish => wish with { Suspended = !wish.Suspended }); break;
            case HistoryMove.DeletionPolicy: Edit(subject, wish => wish with { Retain = !wish.Retain }); break;
            case HistoryMove.RoleArn: Edit(subject, wish => wish with { RoleArn = wish.RoleArn is null ? null : Arn(LegacyRoles[a % 2]) }); break;
            case HistoryMove.Break: Edit(subject, wish => wish with { Broken = !wish.Broken }); break;
            case HistoryMove.Revert: Edit(subject, _ => subject!.First); break;
            case HistoryMove.MakeServiceAccount: MakeServiceAccount(account); break;
            case HistoryMove.DeleteServiceAccount: LoseServiceAccount(account); break;
            case HistoryMove.TakeAnnotation: TakeAnnotation(account, b); break;
            case HistoryMove.StripAnnotations: StripAnnotations(account); break;
            case HistoryMove.DeleteNamespace: DeleteNamespace(Namespace(who)); break;
            case HistoryMove.Tamper: Tamper(PooledRole(who, a), b); break;
            case HistoryMove.DeleteRole: _world.Roles.Remove(PooledRole(who, a)); break;
            case HistoryMove.MakeRole: MakeRole(PooledRole(who, a), b); break;
            case HistoryMove.LegacyRole: LegacyRole(LegacyRoles[a % 2], who, b); break;
            case HistoryMove.Quarantine: Quarantine(PooledRole(who, a), b); break;
            case HistoryMove.AwsFault: Arm(AwsFault(a, b)); break;
            case HistoryMove.KubernetesFault: Arm(new Fault(new HttpRequestException("Connection refused."), a % 4, 1 + (b % 3)) { OfKubernetes = true, After = b > 6 }); break;
            case HistoryMove.Crash: Arm(new Fault(Error: null, a, Times: 1) { After = b % 2 == 1 }); break;
            case HistoryMove.Restart: Restart(); break;
            case HistoryMove.Clock: _world.Time.Advance(TimeSpan.FromSeconds(Math.Pow(2, a))); break;
            default: throw new ArgumentOutOfRangeException(nameof(step), step.Move, "Every move is made.");
        }
    }

    private static string Namespace(int who) => who % 2 == 0 ? "dev" : "ops";

    private static string Key(int who) => $"{Namespace(who)}/binding-{who}";

    private static string Arn(string legacyRole) => $"arn:aws:iam::111122223333:role/{legacyRole}";

    private void Create(int who, int a, int b)
    {
        if (_subjects.Exists(one => one.Key == Key(who)))
            return;
        var wish = new Wish(Namespace(who), $"binding-{who}", ServiceAccountNames[a % 3])
        {
            CreateServiceAccount = b % 3 != 0,
            RoleName = RoleNames[b % 4],
            RoleArn = (a + b) % 7 == 0 ? Arn(LegacyRoles[a % 2]) : null,
            Managed = a % 2 == 0 ? [ManagedPolicies[0]] : [],
            Inline = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("main", Actions[a % 3]),
            Adopt = b % 5 == 0,
            Retain = b % 6 == 5,
            Suspended = b == 10,
            Broken = b == 11,
        };
        var subject = new Subject(wish, ++_number);
        subject.Note();
        _subjects.Add(subject);
        _world.Bindings.Add(subject.Binding);
    }

    private void Edit(Subject? subject, Func<Wish, Wish> edit) => subject?.Edit(_world, edit);

    private static void Delete(Subject? subject)
    {
        if (subject is not null)
            (subject.Deleting, subject.Due) = (true, DateTimeOffset.MinValue);
    }

    private static Wish EditRole(Wish wish, int a, int b) => (a % 6) switch
    {
        0 => wish with { Description = $"words {b % 3}" },
        1 => wish with { Duration = 3600 * (1 + (b % 3)) },
        2 => wish with { Boundary = b % 2 == 0 ? null : "arn:aws:iam::111122223333:policy/fence" },
        3 => wish with { Team = b % 3 == 0 ? null : $"team-{b % 3}" },
        4 => wish with { Managed = Toggle(wish.Managed, ManagedPolicies[b % 3]) },
        _ => wish with { Inline = b % 4 == 3 ? wish.Inline.Clear() : wish.Inline.SetItem($"policy-{b % 2}", Actions[b % 3]) },
    };

    private static Wish EditServiceAccount(Wish wish, int a) => (a % 3) switch
    {
        0 => wish with { CreateServiceAccount = !wish.CreateServiceAccount },
        1 => wish with { Override = !wish.Override },
        _ => wish with { TokenExpiration = wish.TokenExpiration is null ? 3600 : null },
    };

    private static ImmutableSortedSet<string> Toggle(ImmutableSortedSet<string> set, string item) => set.SymmetricExcept([item]);

    private void MakeServiceAccount((string Namespace, string Name) key)
    {
        if (!_world.ServiceAccounts.ContainsKey(key))
            _world.AddServiceAccount(key.Namespace, key.Name);
        Wake(key);
    }

    private void LoseServiceAccount((string Namespace, string Name) key)
    {
        _world.ServiceAccounts.Remove(key);
        foreach (var held in _world.ManagersOf.Keys.Where(held => (held.Namespace, held.Name) == key).ToList())
            _world.ManagersOf.Remove(held);
        Wake(key);
    }

    private void TakeAnnotation((string Namespace, string Name) key, int b)
    {
        if (!_world.ServiceAccounts.TryGetValue(key, out var now))
            return;
        _world.ManagersOf[(key.Namespace, key.Name, WellKnown.RoleArnAnnotation)] = "argocd";
        _world.ServiceAccounts[key] = now with
        {
            Annotations = now.Annotations.SetItem(WellKnown.RoleArnAnnotation, Arn($"by-hand-{b % 2}")),
            OurAnnotationKeys = now.OurAnnotationKeys.Remove(WellKnown.RoleArnAnnotation),
        };
        Wake(key);
    }

    private void StripAnnotations((string Namespace, string Name) key)
    {
        if (!_world.ServiceAccounts.TryGetValue(key, out var now))
            return;
        _world.ManagersOf.Remove((key.Namespace, key.Name, WellKnown.RoleArnAnnotation));
        _world.ServiceAccounts[key] = now with { Annotations = now.Annotations.Clear(), OurAnnotationKeys = [] };
        Wake(key);
    }

    private void DeleteNamespace(string @namespace)
    {
        foreach (var key in _world.ServiceAccounts.Keys.Where(key => key.Namespace == @namespace).ToList())
            LoseServiceAccount(key);
        foreach (var subject in _subjects.Where(subject => subject.Wish.Namespace == @namespace))
            Delete(subject);
    }

    private void Wake((string Namespace, string Name) key)
    {
        foreach (var subject in _subjects.Where(subject => (subject.Wish.Namespace, subject.Wish.ServiceAccount) == key))
            subject.Due = DateTimeOffset.MinValue;
    }
}
