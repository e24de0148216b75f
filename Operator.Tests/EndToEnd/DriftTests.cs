using IrsaOperator.Api;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Changes that somebody makes in IAM behind the operator's back.</summary>
[Collection(OperatorCollection.Name)]
public sealed class DriftTests(OperatorFixture fixture)
{
    private const string Allow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Deny = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-01-01T00:00:00Z"}}}]}""";

    private static readonly IReadOnlyDictionary<string, (Func<IamRole, IamRole> Change, string Words)> Changes =
        new Dictionary<string, (Func<IamRole, IamRole>, string)>(StringComparer.Ordinal)
        {
            ["trust"] = (role => role with { TrustPolicy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRoleWithWebIdentity"}]}""" }, "trust policy was changed"),
            ["document"] = (role => role with { InlinePolicies = role.InlinePolicies.SetItem("table", Allow) }, "inline policy table was changed"),
            ["no-document"] = (role => role with { InlinePolicies = role.InlinePolicies.Clear() }, "inline policy table was deleted"),
            ["extra"] = (role => role with { InlinePolicies = role.InlinePolicies.Add("extra", Allow) }, "inline policy extra was added"),
            ["attached"] = (role => role with { AttachedPolicies = role.AttachedPolicies.Add("arn:aws:iam::aws:policy/AdministratorAccess") }, "managed policy arn:aws:iam::aws:policy/AdministratorAccess was attached"),
            ["detached"] = (role => role with { AttachedPolicies = [] }, "managed policy arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess was detached"),
            ["boundary"] = (role => role with { PermissionsBoundary = "arn:aws:iam::aws:policy/AdministratorAccess" }, "permissions boundary was changed to arn:aws:iam::aws:policy/AdministratorAccess"),
            ["unbounded"] = (role => role with { PermissionsBoundary = null }, "permissions boundary was removed"),
            ["session"] = (role => role with { MaxSessionDuration = 43_200 }, "session duration was changed to 43200 s"),
            ["words"] = (role => role with { Description = "not ours" }, "description was changed"),
            ["tag"] = (role => role with { Tags = role.Tags.SetItem("team", "b") }, "tag team was changed"),
        };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_somebody_changes_in_IAM_is_found_said_and_repaired()
    {
        var (@namespace, bindings) = await ReadyAsync("drift");
        var before = bindings.ToDictionary(binding => binding.Metadata.Name, fixture.Role, StringComparer.Ordinal);
        Tamper(bindings);

        await fixture.RestartOperatorAsync();

        foreach (var binding in bindings)
        {
            var (name, words) = (binding.Metadata.Name, Changes[binding.Metadata.Name].Words);
            var after = await DriftedAsync(binding, words);
            Assert.Equal("True", after.Condition(ConditionTypes.Ready)!.Status);

            // It is said before it is repaired.
            await fixture.EventuallyAsync(
                () => Task.FromResult(fixture.Role(after)), role => new SameRole().Equals(before[name] with { LastDetachedAt = null }, role with { LastDetachedAt = null }), $"{name} to be repaired");
        }

        await fixture.EventuallyAsync(() => EventsAsync(@namespace), events => events.Count(e => e == Reasons.DriftFound) == Changes.Count, "an event for each");
        Assert.Contains($"irsa_operator_drifts_total", await fixture.Eks.Operator!.MetricsAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_somebody_deleted_is_made_anew_and_its_new_id_is_said()
    {
        var @namespace = await fixture.CreateNamespaceAsync("deleted");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        var before = fixture.Role(binding);
        fixture.Aws.Account.RemoveRole(before.Name);

        await fixture.RestartOperatorAsync();

        var after = await DriftedAsync(binding, $"role {before.Name} ({before.RoleId}) was deleted");
        after = await fixture.EventuallyAsync(() => GetAsync(binding), found => found.Status.Role!.Id != before.RoleId, "the new role's id");
        Assert.Equal(before.TrustPolicy, fixture.Role(after).TrustPolicy);
        await fixture.EventuallyAsync(() => EventsAsync(@namespace), events => events.Contains(Reasons.RoleRecreated), "the event");
    }

    [Fact]
    public async Task With_report_nothing_is_repaired_and_the_binding_says_what_differs()
    {
        var (@namespace, bindings) = await ReadyAsync("report");
        Tamper(bindings);
        var mark = fixture.Aws.Journal.Mark();

        await fixture.RestartOperatorAsync("--drift", "report");

        foreach (var binding in bindings)
        {
            var after = await fixture.ConditionAsync(binding, ConditionTypes.RoleReady, "False", Reasons.Drifted);
            Assert.Contains(Changes[binding.Metadata.Name].Words, after.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);
            Assert.Equal([Changes[binding.Metadata.Name].Words], after.Status.LastDrift!.Changes!);
        }

        Assert.Empty(fixture.Writes(mark, @namespace));
        await fixture.RestartOperatorAsync();
        foreach (var binding in bindings)
            await fixture.ReadyAsync(binding);
    }

    [Fact]
    public async Task I2_A_quarantine_is_never_lifted_by_the_operator()
    {
        var @namespace = await fixture.CreateNamespaceAsync("quarantine");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        var quarantine = fixture.Aws.Account.AddManagedPolicy($"quarantine-{@namespace}", Deny).Arn;
        fixture.Aws.Account.ChangeRole(fixture.Role(binding).Name, role => role with
        {
            AttachedPolicies = [quarantine, "arn:aws:iam::aws:policy/AdministratorAccess"],
            InlinePolicies = role.InlinePolicies.Add("AWSRevokeOlderSessions", Deny),
        });

        await fixture.RestartOperatorAsync();

        var after = await fixture.ConditionAsync(binding, ConditionTypes.Quarantined, "True", Reasons.DenyPolicyAttached);
        Assert.All(["AWSRevokeOlderSessions", quarantine], policy => Assert.Contains(policy, after.Condition(ConditionTypes.Quarantined)!.Message, StringComparison.Ordinal));
        Assert.Equal(Reasons.Drifted, after.Condition(ConditionTypes.Ready)!.Reason);
        Assert.Equal([quarantine], fixture.Role(binding).AttachedPolicies);
        Assert.Equal(["AWSRevokeOlderSessions", "table"], fixture.Role(binding).InlinePolicies.Keys);

        // The responder lifts it: what was taken comes back.
        fixture.Aws.Account.ChangeRole(fixture.Role(binding).Name, role => role with { AttachedPolicies = [], InlinePolicies = role.InlinePolicies.Remove("AWSRevokeOlderSessions") });
        await fixture.RestartOperatorAsync();
        after = await fixture.EventuallyAsync(() => GetAsync(binding), found => found.Condition(ConditionTypes.Quarantined) is null, "the end of the quarantine");
        Assert.Equal("True", (await fixture.ReadyAsync(after)).Condition(ConditionTypes.RoleReady)!.Status);
        Assert.Equal(["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"], fixture.Role(binding).AttachedPolicies);
    }

    [Fact]
    public async Task An_audit_without_the_right_to_sweep_reads_role_by_role_and_finds_the_same()
    {
        var (_, bindings) = await ReadyAsync("unswept");
        Tamper(bindings);
        var mark = fixture.Aws.Journal.Mark();
        var fault = fixture.Aws.Behaviour.Fail("GetAccountAuthorizationDetails", "AccessDenied", 403, times: 100);
        try
        {
            await fixture.RestartOperatorAsync();
            foreach (var binding in bindings)
                await DriftedAsync(binding, Changes[binding.Metadata.Name].Words);
        }
        finally
        {
            fixture.Aws.Behaviour.ClearFaults();
        }

        Assert.Equal(1, 100 - fault.Remaining);
        Assert.True(fixture.Aws.Journal.Since(mark).Count(call => call.Operation == "GetRole") >= bindings.Count);
    }

    [Fact]
    public async Task The_sweep_tells_when_a_role_was_last_used()
    {
        var @namespace = await fixture.CreateNamespaceAsync("used");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        Assert.Null(binding.Status.Role!.LastUsed);
        fixture.Aws.Account.ChangeRole(fixture.Role(binding).Name, role => role with { LastUsedAt = new DateTimeOffset(2026, 11, 18, 20, 47, 12, TimeSpan.Zero) });

        await fixture.RestartOperatorAsync();

        var after = await fixture.EventuallyAsync(() => GetAsync(binding), found => found.Status.Role?.LastUsed is not null, "the day");
        Assert.Equal(new DateTime(2026, 11, 18, 0, 0, 0, DateTimeKind.Utc), after.Status.Role!.LastUsed);
    }

    private static void Article(IrsaBindingSpec spec)
    {
        spec.ServiceAccount!.Create = true;
        spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess"];
        spec.Role.InlinePolicies = [Sample.Inline("table")];
        spec.Role.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a" };
    }

    /// <summary>One binding for each kind of change, named after it.</summary>
    private async Task<(string Namespace, IReadOnlyList<IrsaBinding> Bindings)> ReadyAsync(string prefix)
    {
        var @namespace = await fixture.CreateNamespaceAsync(prefix);
        var bindings = new List<IrsaBinding>();
        foreach (var name in Changes.Keys)
            bindings.Add(await fixture.CreateAsync(@namespace, name, Article));
        for (var i = 0; i < bindings.Count; i++)
            bindings[i] = await fixture.ReadyAsync(bindings[i]);
        return (@namespace, bindings);
    }

    private void Tamper(IEnumerable<IrsaBinding> bindings)
    {
        foreach (var binding in bindings)
            fixture.Aws.Account.ChangeRole(binding.Status.Role!.Name!, Changes[binding.Metadata.Name].Change);
    }

    private Task<IrsaBinding> DriftedAsync(IrsaBinding binding, string words) => fixture.EventuallyAsync(
        () => GetAsync(binding), found => found.Status.LastDrift?.Changes?.SequenceEqual([words], StringComparer.Ordinal) == true, words);

    private async Task<IrsaBinding> GetAsync(IrsaBinding binding) =>
        (await fixture.Client.GetAsync<IrsaBinding>(binding.Metadata.Name, binding.Metadata.NamespaceProperty, Cancel))!;

    private async Task<IReadOnlyList<string>> EventsAsync(string @namespace) =>
        [.. (await fixture.Client.ListAsync<k8s.Models.Corev1Event>(@namespace, cancellationToken: Cancel)).Select(e => e.Reason)];

    private sealed class SameRole : IEqualityComparer<IamRole>
    {
        public bool Equals(IamRole? x, IamRole? y) => x is not null && y is not null && Text(x) == Text(y);

        public int GetHashCode(IamRole obj) => Text(obj).GetHashCode(StringComparison.Ordinal);

        private static string Text(IamRole role) => System.Text.Json.JsonSerializer.Serialize(role with { Description = role.Description ?? "" });
    }
}
