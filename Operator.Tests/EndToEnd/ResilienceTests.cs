using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>I5 and I8: crashes, faults and IAM's habits end well.</summary>
[Collection(OperatorCollection.Name)]
public sealed class ResilienceTests(OperatorFixture fixture, ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CreateRole")]
    [InlineData("AttachRolePolicy")]
    [InlineData("PutRolePolicy")]
    public async Task I5_Killed_after_a_write_that_it_never_heard_of_it_finishes_after_a_restart(string operation)
    {
        var @namespace = await fixture.CreateNamespaceAsync("kill");
        var killed = KillAt(operation);
        var binding = await fixture.CreateAsync(@namespace, "app", Article);
        await killed;
        await fixture.Eks.StartOperatorAsync([], Cancel);

        binding = await fixture.ReadyAsync(binding);

        var role = Assert.Single(fixture.Aws.Account.Roles, role => role.Tags.GetValueOrDefault(Owner.NamespaceTag) == @namespace);
        Assert.Equal(["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"], role.AttachedPolicies);
        Assert.Equal(["table"], role.InlinePolicies.Keys);
        Assert.Equal(role.Arn, (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations["eks.amazonaws.com/role-arn"]);
    }

    [Theory]
    [InlineData("DetachRolePolicy")]
    [InlineData("DeleteRolePolicy")]
    [InlineData("DeleteRole")]
    public async Task I5_Killed_in_the_middle_of_a_deletion_it_leaves_no_orphan(string operation)
    {
        var @namespace = await fixture.CreateNamespaceAsync("kill");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        var killed = KillAt(operation);
        await fixture.Client.DeleteAsync<IrsaBinding>("app", @namespace, Cancel);
        await killed;
        await fixture.Eks.StartOperatorAsync([], Cancel);

        await fixture.DeleteAsync(binding);

        Assert.DoesNotContain(fixture.Aws.Account.Roles, role => role.Tags.GetValueOrDefault(Owner.NamespaceTag) == @namespace);
        Assert.Null(await fixture.ServiceAccountAsync(@namespace, "app"));
    }

    [Fact]
    public async Task A_slow_IAM_ends_in_Ready_without_a_failed_condition_on_the_way()
    {
        var @namespace = await fixture.CreateNamespaceAsync("slow");
        var behaviour = fixture.Aws.Behaviour;
        behaviour.PropagationDelay = behaviour.RoleIdInPlaceOfArn = TimeSpan.FromSeconds(8);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = WatchConditionsAsync(@namespace, watching.Token);
        try
        {
            var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
            Assert.StartsWith("arn:", binding.Status.Role!.Arn, StringComparison.Ordinal);
            Assert.Equal(binding.Status.Role.Arn, (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations["eks.amazonaws.com/role-arn"]);
        }
        finally
        {
            behaviour.PropagationDelay = behaviour.RoleIdInPlaceOfArn = TimeSpan.Zero;
        }

        await watching.CancelAsync();
        var states = await seen;
        output.WriteLine(string.Join("; ", states));
        Assert.DoesNotContain("RoleReady=False", states);
        Assert.DoesNotContain("Stalled=True", states);
    }

    [Fact]
    public async Task A_delete_conflict_just_after_a_detach_passes_by_itself()
    {
        var @namespace = await fixture.CreateNamespaceAsync("conflict");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        fixture.Aws.Behaviour.DetachDelay = TimeSpan.FromSeconds(3);
        try
        {
            await fixture.DeleteAsync(binding);
        }
        finally
        {
            fixture.Aws.Behaviour.DetachDelay = TimeSpan.Zero;
        }

        Assert.Null(fixture.Aws.Account.FindRole(binding.Status.Role!.Name!));
    }

    [Fact]
    public async Task Under_throttling_every_binding_still_becomes_ready()
    {
        var @namespace = await fixture.CreateNamespaceAsync("throttle");
        fixture.Aws.Behaviour.Throttle(15, burst: 5);
        try
        {
            var bindings = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => fixture.CreateAsync(@namespace, $"app-{i}", Article)));
            foreach (var binding in bindings)
                await fixture.ReadyAsync(binding);
        }
        finally
        {
            fixture.Aws.Behaviour.Throttle(callsPerSecond: null);

            // What it learned would slow down the tests that follow.
            await fixture.RestartOperatorAsync();
        }
    }

    [Theory]
    [InlineData("PutRolePolicy", "ConcurrentModification", 409, nameof(AwsFaultMode.Refuse))]
    [InlineData("AttachRolePolicy", "EntityTemporarilyUnmodifiable", 409, nameof(AwsFaultMode.Refuse))]
    [InlineData("CreateRole", "ServiceFailure", 500, nameof(AwsFaultMode.Refuse))]
    [InlineData("CreateRole", "ServiceFailure", 500, nameof(AwsFaultMode.ApplyThenFail))]
    [InlineData("CreateRole", "ServiceFailure", 500, nameof(AwsFaultMode.ApplyThenDrop))]
    [InlineData("AttachRolePolicy", "ServiceFailure", 500, nameof(AwsFaultMode.Drop))]
    public async Task A_fault_that_passes_is_not_seen(string operation, string code, int status, string mode)
    {
        var @namespace = await fixture.CreateNamespaceAsync("fault");
        fixture.Aws.Behaviour.Fail(operation, code, status, times: 2, Enum.Parse<AwsFaultMode>(mode));
        try
        {
            var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
            Assert.Equal(["table"], fixture.Role(binding).InlinePolicies.Keys);
        }
        finally
        {
            fixture.Aws.Behaviour.ClearFaults();
        }
    }

    [Fact]
    public async Task I8_A_denial_is_a_condition_until_it_is_lifted()
    {
        var @namespace = await fixture.CreateNamespaceAsync("denied");
        fixture.Aws.Behaviour.Fail("PutRolePolicy", "AccessDenied", 403, times: int.MaxValue);
        try
        {
            var binding = await fixture.ConditionAsync(await fixture.CreateAsync(@namespace, "app", Article), ConditionTypes.RoleReady, "False", Reasons.AccessDenied);
            Assert.Contains("PutRolePolicy", binding.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);
            Assert.NotNull(binding.Status.Role!.Id);
            Assert.Null(await fixture.ServiceAccountAsync(@namespace, "app"));
            fixture.Aws.Behaviour.ClearFaults();
            await fixture.ReadyAsync(binding);
        }
        finally
        {
            fixture.Aws.Behaviour.ClearFaults();
        }
    }

    [Fact]
    public async Task What_was_changed_in_IAM_behind_our_back_is_found_by_the_next_audit()
    {
        await fixture.RestartOperatorAsync("--audit-interval", "10s");
        try
        {
            var @namespace = await fixture.CreateNamespaceAsync("drift");
            var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
            var name = binding.Status.Role!.Name!;
            var declared = fixture.Role(binding);
            fixture.Aws.Account.ChangeRole(name, role => role with { AttachedPolicies = role.AttachedPolicies.Add("arn:aws:iam::aws:policy/AdministratorAccess"), Description = "tampered" });

            await fixture.EventuallyAsync(
                () => Task.FromResult(fixture.Role(binding)), role => role.AttachedPolicies.SequenceEqual(declared.AttachedPolicies) && role.Description != "tampered", "the role to be as declared");
        }
        finally
        {
            await fixture.RestartOperatorAsync();
        }
    }

    [Fact]
    public async Task The_lease_passes_on_when_the_leader_ends()
    {
        var @namespace = await fixture.CreateNamespaceAsync("lease");
        await fixture.RestartOperatorAsync("--leader-elect");
        await fixture.EventuallyAsync(() => Task.FromResult(Leads(fixture.Eks.Operator!)), leads => leads, "the first one to lead");
        var folder = Directory.CreateDirectory(Path.Combine(fixture.Eks.Folder, "second"));
        await using var second = await OperatorProcess.StartAsync(
            new OperatorProcessOptions
            {
                ControlPlane = fixture.Eks.Plane,
                AwsEndpoint = fixture.Aws.Endpoint,
                Region = fixture.Eks.Region,
                RoleArn = fixture.Eks.OperatorRoleArn,
                Folder = folder.FullName,
                Arguments = [.. fixture.Eks.ClusterArguments, "--leader-elect", "--aws-calls-per-second", "1000"],
            },
            Cancel);
        try
        {
            await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "first", spec => spec.ServiceAccount!.Create = true));
            Assert.False(Leads(second));

            await fixture.Eks.StopOperatorAsync();

            await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "second", spec => spec.ServiceAccount!.Create = true));
            Assert.True(Leads(second));
        }
        finally
        {
            await second.StopAsync();
            await fixture.RestartOperatorAsync();
        }

        static bool Leads(OperatorProcess process) => process.Log.Any(line => line.Contains("leads by lease", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_tell_calls_by_operation_and_bindings_by_reason()
    {
        var @namespace = await fixture.CreateNamespaceAsync("metrics");
        await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec => spec.ServiceAccount!.Create = true));
        var page = await fixture.Eks.Operator!.MetricsAsync(Cancel);
        Assert.Matches("""irsa_operator_aws_calls_total\{[^}]*code="OK",operation="CreateRole"[^}]*\} [1-9]""", page);
        Assert.Contains("irsa_operator_bindings", page, StringComparison.Ordinal);
        Assert.Contains("kubeops_operator_reconciliation_duration_seconds", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I9_No_secret_is_in_the_log()
    {
        var @namespace = await fixture.CreateNamespaceAsync("secrets");
        await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        var log = string.Join('\n', fixture.Eks.Operator!.Log);
        Assert.NotEmpty(log);
        Assert.DoesNotContain("eyJ", log, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Aws.Options.SecretAccessKey, log, StringComparison.Ordinal);
        Assert.DoesNotMatch("AKIA|ASIA", log);
    }

    private Task KillAt(string operation)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var armed = 1;
        fixture.Aws.Behaviour.BeforeAnswer = async call =>
        {
            if (call.Operation != operation || Interlocked.Exchange(ref armed, 0) == 0)
                return;
            fixture.Aws.Behaviour.BeforeAnswer = null;
            await fixture.Eks.KillOperatorAsync();
            killed.SetResult();
        };
        return killed.Task;
    }

    private async Task<IReadOnlySet<string>> WatchConditionsAsync(string @namespace, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var (_, binding) in fixture.Client.WatchAsync<IrsaBinding>(@namespace, cancellationToken: cancellationToken))
                seen.UnionWith((binding.Status?.Conditions ?? []).Select(condition => $"{condition.Type}={condition.Status}"));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The watch ends with the test.
        }

        return seen;
    }

    private static void Article(IrsaBindingSpec spec)
    {
        spec.ServiceAccount = new ServiceAccountSpec { Create = true };
        spec.Role = new RoleSpec { ManagedPolicies = ["AmazonS3ReadOnlyAccess"], InlinePolicies = [Sample.Inline("table", Sample.Document("dynamodb:GetItem"))] };
    }
}
