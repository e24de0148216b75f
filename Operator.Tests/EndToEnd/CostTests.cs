using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>What the bindings of a whole cluster cost in calls to AWS, counted by the account's own journal.</summary>
[Collection(LongRunCollection.Name)]
public sealed class CostTests(SeparateOperatorFixture fixture, ITestOutputHelper output)
{
    private const int Count = 500;
    private const int Drifted = 10;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_hundred_bindings_cost_their_writes_and_the_pages_of_a_sweep()
    {
        var @namespace = await fixture.CreateNamespaceAsync("cost");
        var mark = fixture.Aws.Journal.Mark();
        await Parallel.ForAsync(0, Count, Cancel, async (i, _) => await fixture.CreateAsync(@namespace, $"b{i}", spec =>
        {
            spec.ServiceAccount!.Create = true;
            spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess"];
            spec.Role.InlinePolicies = [Sample.Inline("table")];
        }));
        var bindings = await AllReadyAsync(@namespace);
        var create = Report("create", mark);
        Assert.Equal((Count, Count, Count), (create["CreateRole"], create["AttachRolePolicy"], create["PutRolePolicy"]));
        Assert.DoesNotContain("GetRole", create.Keys);

        // A second pass: every binding gets an event that changes nothing.
        mark = fixture.Aws.Journal.Mark();
        await Parallel.ForEachAsync(bindings, Cancel, async (binding, _) => await fixture.PatchAsync(binding, """{"deletionPolicy":"Delete"}"""));
        await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "last", spec => spec.ServiceAccount!.Create = true));
        var pass = Report("second pass (and one new binding)", mark);
        Assert.DoesNotContain(pass.Keys, operation => operation is "GetRole" or "ListRoles" or "GetAccountAuthorizationDetails" or "AttachRolePolicy");

        mark = fixture.Aws.Journal.Mark();
        await fixture.RestartOperatorAsync();
        await SweptAsync(mark);
        var restart = Report("restart", mark);
        AssertSwept(restart);

        // An audit: the same once more, in a running operator.
        await fixture.RestartOperatorAsync("--audit-interval", "10s");
        await SweptAsync(mark);
        mark = fixture.Aws.Journal.Mark();
        await SweptAsync(mark);
        var audit = Report("audit", mark);
        AssertSwept(audit);

        mark = fixture.Aws.Journal.Mark();
        foreach (var binding in bindings.Take(Drifted))
            fixture.Aws.Account.ChangeRole(binding.Status.Role!.Name!, role => role with { AttachedPolicies = [] });
        await fixture.EventuallyAsync(
            () => Task.FromResult(bindings.Count(binding => fixture.Aws.Account.FindRole(binding.Status.Role!.Name!)!.AttachedPolicies.IsEmpty)), left => left == 0, "the repair");
        var drift = Report($"drift in {Drifted} roles", mark);
        Assert.Equal((Drifted, Drifted), (drift["AttachRolePolicy"], drift["GetRole"]));
        mark = fixture.Aws.Journal.Mark();
        await fixture.RestartOperatorAsync();
        await SweptAsync(mark);

        mark = fixture.Aws.Journal.Mark();
        await Parallel.ForEachAsync(bindings, Cancel, async (binding, _) => await fixture.Client.DeleteAsync<IrsaBinding>(binding.Metadata.Name, @namespace, Cancel));
        await fixture.EventuallyAsync(
            async () => (await fixture.Client.ListAsync<IrsaBinding>(@namespace, cancellationToken: Cancel)).Count, left => left <= 1, "the bindings to go");
        var delete = Report("delete", mark);
        Assert.Equal((Count, Count, Count, Count), (delete["GetRole"], delete["DetachRolePolicy"], delete["DeleteRolePolicy"], delete["DeleteRole"]));
        Assert.DoesNotContain(delete.Keys, operation => operation is "ListAttachedRolePolicies" or "ListRolePolicies" or "GetRolePolicy" or "ListInstanceProfilesForRole");
        Assert.DoesNotContain(fixture.Aws.Account.Roles, role => bindings.Any(binding => binding.Status.Role!.Name == role.Name));
    }

    private static void AssertSwept(Dictionary<string, int> calls)
    {
        Assert.DoesNotContain(calls.Keys, OperatorFixture.IsWrite);
        Assert.DoesNotContain("GetRole", calls.Keys);
        Assert.InRange(calls["GetAccountAuthorizationDetails"] + calls["ListRoles"], 2, 24);
    }

    /// <summary>Waits for a sweep, and for the operator to have nothing left to ask AWS afterwards.</summary>
    private async Task SweptAsync(int mark)
    {
        await fixture.EventuallyAsync(() => Task.FromResult(Calls(mark).ContainsKey("GetAccountAuthorizationDetails")), seen => seen, "a sweep");
        var metrics = await fixture.Eks.Operator!.MetricsAsync(Cancel);
        await fixture.EventuallyAsync(
            async () => (Before: metrics, After: metrics = await fixture.Eks.Operator.MetricsAsync(Cancel)),
            pages => Reconciled(pages.Before) == Reconciled(pages.After) && Reconciled(pages.After) >= Count, "every binding to be looked at");
    }

    private static double Reconciled(string metrics) => metrics.Split('\n')
        .Where(line => line.StartsWith("irsa_operator_bindings{", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));

    private async Task<IReadOnlyList<IrsaBinding>> AllReadyAsync(string @namespace) => [.. await fixture.EventuallyAsync(
        async () => await fixture.Client.ListAsync<IrsaBinding>(@namespace, cancellationToken: Cancel),
        bindings => bindings.Count(binding => binding.Condition(ConditionTypes.Ready)?.Status == "True") == Count, "all bindings to be ready")];

    /// <summary>The operator's calls about these roles, and those about none; other tests have left bindings that are tried again.</summary>
    private Dictionary<string, int> Calls(int mark) => fixture.Aws.Journal.Since(mark)
        .Where(call => OperatorIdentity.IsOperator(call.Principal) && call.Parameters.GetValueOrDefault("RoleName", "cost-").StartsWith("cost-", StringComparison.Ordinal))
        .CountBy(call => call.Operation)
        .ToDictionary(StringComparer.Ordinal);

    private Dictionary<string, int> Report(string what, int mark)
    {
        var calls = Calls(mark);
        output.WriteLine($"{what}: {string.Join(", ", calls.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"))}");
        return calls;
    }
}
