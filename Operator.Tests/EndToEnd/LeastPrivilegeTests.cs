using System.Runtime.CompilerServices;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;
using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>config/rbac and config/rollout are the least that works: each verb that is taken away is missed.</summary>
[Collection(LongRunCollection.Name)]
public sealed class LeastPrivilegeTests(SeparateOperatorFixture fixture) : IClassFixture<LeastPrivilegeTests.Afterwards>
{
    private static readonly TimeSpan StepPatience = TimeSpan.FromSeconds(10);

    public static TheoryData<string, string> Rights
    {
        get
        {
            var data = new TheoryData<string, string>();
            // The lease last: a process that may not give it back keeps the next one waiting.
            foreach (var (resource, verb) in Granted("rbac/role.yaml").Concat(Granted("rollout/role.yaml")).Concat(Granted("rbac/leader-election-role.yaml")))
                data.Add(resource, verb);
            return data;
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task Each_right_is_needed(string resource, string verb)
    {
        await fixture.Eks.StopOperatorAsync();

        // A process that was slow to end may not have given its lease back: each of those that follow would wait longer than it lives.
        await fixture.Client.DeleteAsync<V1Lease>("irsa-operator-leader", "irsa-system", Cancel);
        await WithoutAsync(resource, verb);
        try
        {
            await fixture.Eks.StartOperatorAsync(["--leader-elect"], Cancel);
            Assert.True(await MissedAsync(resource, verb), $"Nothing missed the right to {verb} {resource}.\n{fixture.Eks.Operator!.LogTail()}");
        }
        finally
        {
            await fixture.Eks.StopOperatorAsync();
            foreach (var file in new[] { "rbac/role.yaml", "rbac/leader-election-role.yaml", "rollout/role.yaml" })
                await fixture.Eks.Manifests.ApplyFileAsync(ConfigFile(file), Cancel);
        }
    }

    /// <summary>A binding's whole life, until the log says what was missed.</summary>
    private async Task<bool> MissedAsync(string resource, string verb)
    {
        // A server-side apply that may not create says so in a form of its own.
        bool Missed() => fixture.Eks.Operator!.Log.Select(OperatorLogLine.Read).Any(line =>
            (line.Contains($"cannot {verb} resource", StringComparison.Ordinal) && line.Contains(resource, StringComparison.Ordinal))
            || (verb == "create" && line.Contains($"{resource} \"made\" is forbidden", StringComparison.Ordinal)));
        var @namespace = await fixture.CreateNamespaceAsync("right");
        await fixture.CreateServiceAccountAsync(@namespace, "found");
        var workloads = new TestWorkloads(fixture, @namespace, "found");
        await workloads.DeploymentAsync("web");
        await workloads.StatefulSetAsync("db");
        await workloads.DaemonSetAsync("agent");
        await fixture.CreateAsync(@namespace, "found", spec => spec.Rollout = "OnChange");
        await fixture.CreateAsync(@namespace, "made", spec => spec.ServiceAccount!.Create = true);
        for (var wipe = 0; wipe < 2 && !Missed(); wipe++)
        {
            await UntilAsync(async () => (await fixture.ServiceAccountAsync(@namespace, "found"))!.Metadata.Annotations?.Count > 0, Missed);
            await fixture.Client.PatchAsync<V1ServiceAccount>(
                new V1Patch("""{"metadata":{"annotations":null}}""", V1Patch.PatchType.MergePatch), "found", @namespace, cancellationToken: Cancel);
        }

        await UntilAsync(async () => await fixture.ServiceAccountAsync(@namespace, "made") is not null, Missed);
        await fixture.Client.DeleteAsync<IrsaBinding>("made", @namespace, Cancel);
        await UntilAsync(async () => await fixture.Client.GetAsync<IrsaBinding>("made", @namespace, Cancel) is null, Missed);
        await UntilAsync(() => Task.FromResult(false), Missed);
        return Missed();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<bool> missed)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(StepPatience);
        var interval = new PollInterval();
        while (!missed() && !await holds() && !patience.IsCancellationRequested)
            await interval.DelayAsync(Cancel);
    }

    private async Task WithoutAsync(string resource, string verb)
    {
        static List<V1PolicyRule> Without(IEnumerable<V1PolicyRule> rules, string resource, string verb) =>
        [
            .. rules.SelectMany(rule => rule.Resources.Select(one => new V1PolicyRule
            {
                ApiGroups = rule.ApiGroups,
                Resources = [one],
                Verbs = [.. rule.Verbs.Where(other => one != resource || other != verb)],
            })).Where(rule => rule.Verbs.Count > 0),
        ];
        if (resource == "leases")
        {
            var role = (await fixture.Client.ListAsync<V1Role>("irsa-system", cancellationToken: Cancel)).Single(role => role.Rules.Any(rule => rule.Resources.Contains("leases")));
            role.Rules = Without(role.Rules, resource, verb);
            await fixture.Client.UpdateAsync(role, Cancel);
            return;
        }

        var name = Granted("rollout/role.yaml").Contains((resource, verb)) ? "irsa-operator-rollout" : "irsa-operator";
        var clusterRole = await fixture.Client.GetAsync<V1ClusterRole>(name, cancellationToken: Cancel);
        clusterRole!.Rules = Without(clusterRole.Rules, resource, verb);
        await fixture.Client.UpdateAsync(clusterRole, Cancel);
    }

    private static IEnumerable<(string Resource, string Verb)> Granted(string file) =>
        from rule in KubernetesYaml.Deserialize<V1ClusterRole>(File.ReadAllText(ConfigFile(file))).Rules
        from resource in rule.Resources
        from verb in rule.Verbs
        select (resource, verb);

    private static string ConfigFile(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "config", name));

    /// <summary>Every test starts an operator of its own and ends it; the tests of other classes find one that runs.</summary>
    public sealed class Afterwards(SeparateOperatorFixture fixture) : IAsyncLifetime
    {
        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            if (fixture.Eks.Operator is null)
                await fixture.Eks.StartOperatorAsync([], CancellationToken.None);
        }
    }
}
