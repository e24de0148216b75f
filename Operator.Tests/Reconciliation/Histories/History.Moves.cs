using System.Collections.Immutable;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What users do, and time.</summary>
internal sealed partial class History
{
    private static readonly string[] ManagedPolicies = ["AmazonS3ReadOnlyAccess", "AmazonSQSFullAccess", "ReadOnlyAccess"];
    private static readonly string[] Actions = ["s3:GetObject", "sqs:SendMessage", "dynamodb:*"];

    /// <summary>Makes one move.</summary>
    public Task TakeAsync(HistoryStep step)
    {
        var (who, a, b) = (step.Who, step.A, step.B);
        var names = world.Names;
        var (subject, role) = (world.Subjects.FirstOrDefault(one => one.Key == names.Key(who)), names.PooledRole(who, a));
        var (@namespace, account) = (names.Namespace(who), HistoryNames.ServiceAccount(a));
        return step.Move switch
        {
            HistoryMove.Nothing => Task.CompletedTask,
            HistoryMove.Create => subject is null ? world.CreateAsync(First(who, a, b)) : Task.CompletedTask,
            HistoryMove.Delete => DeleteAsync(subject),
            HistoryMove.EditRole => EditAsync(subject, wish => EditRole(wish, a, b)),
            HistoryMove.EditServiceAccount => EditAsync(subject, wish => EditServiceAccount(wish, a)),
            HistoryMove.Adopt => EditAsync(subject, wish => wish with { Adopt = !wish.Adopt }),
            HistoryMove.Suspend => EditAsync(subject, wish => wish with { Suspended = !wish.Suspended }),
            HistoryMove.DeletionPolicy => EditAsync(subject, wish => wish with { Retain = !wish.Retain }),
            HistoryMove.RoleArn => EditAsync(subject, wish => wish with { RoleArn = wish.RoleArn is null ? null : names.Arn(names.LegacyRole(a)) }),
            HistoryMove.Break => EditAsync(subject, wish => wish with { Broken = !wish.Broken }),
            HistoryMove.Revert => EditAsync(subject, _ => subject!.First),
            HistoryMove.MakeServiceAccount => world.MakeServiceAccountAsync(@namespace, account),
            HistoryMove.DeleteServiceAccount => world.LoseServiceAccountAsync(@namespace, account),
            HistoryMove.TakeAnnotation => world.TakeAnnotationAsync(@namespace, account, names.Arn($"by-hand-{b % 2}")),
            HistoryMove.StripAnnotations => world.StripAnnotationsAsync(@namespace, account),
            HistoryMove.DeleteNamespace => DeleteNamespaceAsync(@namespace),
            HistoryMove.Tamper => Do(() => Tamper(role, b)),
            HistoryMove.DeleteRole => Do(() => world.RemoveRole(role)),
            HistoryMove.MakeRole => Do(() => MakeRole(role, b)),
            HistoryMove.LegacyRole => Do(() => LegacyRole(names.LegacyRole(a), who, b)),
            HistoryMove.Quarantine => Do(() => Quarantine(role, b)),
            HistoryMove.AwsFault => Do(() => world.Arm(HistoryFault.Aws(a, b))),
            HistoryMove.KubernetesFault => Do(() => world.Arm(HistoryFault.Kubernetes(a, b))),
            HistoryMove.Crash => Do(() => world.Arm(HistoryFault.Crash(a, b))),
            HistoryMove.Restart => world.RestartAsync(),
            HistoryMove.Clock => world.PassAsync(TimeSpan.FromSeconds(Math.Pow(2, a))),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Move, "Every move is made."),
        };
    }

    private static Task Do(Action move)
    {
        move();
        return Task.CompletedTask;
    }

    private Wish First(int who, int a, int b) => new(world.Names.Namespace(who), HistoryNames.Binding(who), HistoryNames.ServiceAccount(a))
    {
        CreateServiceAccount = b % 3 != 0,
        RoleName = world.Names.DeclaredRole(b),
        RoleArn = (a + b) % 7 == 0 ? world.Names.Arn(world.Names.LegacyRole(a)) : null,
        Managed = a % 2 == 0 ? [ManagedPolicies[0]] : [],
        Inline = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("main", Actions[a % 3]),
        Adopt = b % 5 == 0,
        Retain = b % 6 == 5,
        Suspended = b == 10,
        Broken = b == 11,
    };

    private Task EditAsync(Subject? subject, Func<Wish, Wish> edit) => subject is null ? Task.CompletedTask : world.EditAsync(subject, edit);

    private Task DeleteAsync(Subject? subject) => subject is null ? Task.CompletedTask : world.DeleteAsync(subject);

    private static Wish EditRole(Wish wish, int a, int b) => (a % 6) switch
    {
        0 => wish with { Description = $"words {b % 3}" },
        1 => wish with { Duration = 3600 * (1 + (b % 3)) },
        2 => wish with { Boundary = b % 2 == 0 ? null : Fence },
        3 => wish with { Team = b % 3 == 0 ? null : $"team-{b % 3}" },
        4 => wish with { Managed = wish.Managed.SymmetricExcept([ManagedPolicies[b % 3]]) },
        _ => wish with { Inline = b % 4 == 3 ? wish.Inline.Clear() : wish.Inline.SetItem($"policy-{b % 2}", Actions[b % 3]) },
    };

    private static Wish EditServiceAccount(Wish wish, int a) => (a % 3) switch
    {
        0 => wish with { CreateServiceAccount = !wish.CreateServiceAccount },
        1 => wish with { Override = !wish.Override },
        _ => wish with { TokenExpiration = wish.TokenExpiration is null ? 3600 : null },
    };

    private async Task DeleteNamespaceAsync(string @namespace)
    {
        for (var account = 0; account < 3; account++)
            await world.LoseServiceAccountAsync(@namespace, HistoryNames.ServiceAccount(account));
        foreach (var subject in world.Subjects.Where(subject => subject.Wish.Namespace == @namespace).ToList())
            await world.DeleteAsync(subject);
    }
}
