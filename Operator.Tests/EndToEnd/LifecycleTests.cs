using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>A binding's life on real parts.</summary>
[Collection(OperatorCollection.Name)]
public sealed class LifecycleTests(OperatorFixture fixture, ITestOutputHelper output)
{
    private const string RoleArn = "eks.amazonaws.com/role-arn";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_binding_costs_its_writes_then_nothing_then_what_changes_then_its_removal()
    {
        var @namespace = await fixture.CreateNamespaceAsync("cost");
        var mark = fixture.Aws.Journal.Mark();
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        Report("create", mark, @namespace);
        Assert.Equal(["CreateRole", "AttachRolePolicy", "PutRolePolicy"], fixture.Writes(mark, @namespace));
        Assert.DoesNotContain(fixture.Operations(mark, @namespace), operation => operation is "GetRole" or "ListRolePolicies" or "ListAttachedRolePolicies");

        // A label is no change of the spec; the status write of a second binding shows that the operator has passed it by.
        mark = fixture.Aws.Journal.Mark();
        await fixture.Client.PatchAsync<IrsaBinding>(
            new V1Patch("""{"metadata":{"labels":{"a":"b"}}}""", V1Patch.PatchType.MergePatch), "app", @namespace, cancellationToken: Cancel);
        await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "other", spec => spec.ServiceAccount!.Create = true));
        Report("no change (and one new binding without policies)", mark, @namespace);
        Assert.Equal(["CreateRole"], fixture.Writes(mark, @namespace));

        mark = fixture.Aws.Journal.Mark();
        await fixture.PatchAsync(binding, """{"role":{"managedPolicies":["ReadOnlyAccess"]}}""");
        await fixture.EventuallyAsync(() => Task.FromResult(fixture.Writes(mark, @namespace).Count), count => count >= 2, "two writes");
        binding = await fixture.ReadyAsync(binding);
        Report("update", mark, @namespace);
        Assert.Equal(["DetachRolePolicy", "AttachRolePolicy"], fixture.Writes(mark, @namespace));

        mark = fixture.Aws.Journal.Mark();
        await fixture.DeleteAsync(binding);
        Report("delete", mark, @namespace);
        Assert.Equal(["GetRole", "DetachRolePolicy", "DeleteRolePolicy", "DeleteRole"], fixture.Operations(mark, @namespace));
    }

    [Fact]
    public async Task I4_A_restart_writes_nothing_to_AWS_and_nothing_to_Kubernetes()
    {
        var @namespace = await fixture.CreateNamespaceAsync("restart");
        var before = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        var serviceAccount = (await fixture.ServiceAccountAsync(@namespace, "app"))!;

        var mark = fixture.Aws.Journal.Mark();
        await fixture.RestartOperatorAsync();
        await fixture.EventuallyAsync(
            () => Task.FromResult(fixture.Aws.Journal.Since(mark).Any(call => call.Operation == "GetAccountAuthorizationDetails"
                || (call.Operation == "GetRolePolicy" && call.Parameters.Values.Contains(before.Status.Role!.Name)))),
            seen => seen, "the binding to be looked at");
        await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "marker", spec => spec.ServiceAccount!.Create = true));

        Assert.Equal(["CreateRole"], fixture.Writes(mark, @namespace));
        Assert.Equal(before.Metadata.ResourceVersion, (await fixture.Client.GetAsync<IrsaBinding>("app", @namespace, Cancel))!.Metadata.ResourceVersion);
        Assert.Equal(serviceAccount.Metadata.ResourceVersion, (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.ResourceVersion);
    }

    [Fact]
    public Task Every_field_can_be_changed_and_costs_its_own_writes_only() => fixture.ByHandAsync(ChangeEveryFieldAsync);

    private async Task ChangeEveryFieldAsync()
    {
        var @namespace = await fixture.CreateNamespaceAsync("fields");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        AddPolicy("boundary");
        AddPolicy("own");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app"));

        await ChangeAsync("""{"role":{"description":"words"}}""", "UpdateRole");
        await ChangeAsync("""{"role":{"maxSessionDurationSeconds":7200}}""", "UpdateRole");
        await ChangeAsync($$$"""{"role":{"permissionsBoundary":"{{{PolicyArn("boundary")}}}"}}""", "PutRolePermissionsBoundary");
        await ChangeAsync("""{"role":{"tags":{"team":"a","stage":"x"}}}""", "TagRole");
        await ChangeAsync("""{"role":{"tags":{"team":"b","stage":null}}}""", "UntagRole", "TagRole");
        await ChangeAsync($$$"""{"role":{"managedPolicies":["AmazonS3ReadOnlyAccess","{{{PolicyArn("own")}}}"]}}""", "AttachRolePolicy", "AttachRolePolicy");
        await ChangeAsync("""{"role":{"inlinePolicies":[{"name":"a","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}}]}}""", "PutRolePolicy");

        var role = fixture.Role(binding);
        Assert.Equal(("words", 7200, PolicyArn("boundary")), (role.Description, role.MaxSessionDuration, role.PermissionsBoundary));
        Assert.Equal("b", role.Tags["team"]);
        Assert.DoesNotContain("stage", role.Tags.Keys);
        Assert.Equal([PolicyArn("own"), "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"], role.AttachedPolicies.Order(StringComparer.Ordinal));
        Assert.Equal(["a"], role.InlinePolicies.Keys);

        await ChangeAsync("""{"role":{"permissionsBoundary":null,"description":null,"managedPolicies":null,"inlinePolicies":null,"tags":null}}""",
            "UpdateRole", "UntagRole", "DetachRolePolicy", "DetachRolePolicy", "DeleteRolePolicy", "DeleteRolePermissionsBoundary");
        role = fixture.Role(binding);
        Assert.Empty(role.AttachedPolicies);
        Assert.Empty(role.InlinePolicies);
        Assert.Null(role.PermissionsBoundary);

        // The provider does not accept the other audience until somebody adds it.
        await fixture.PatchAsync(binding, """{"serviceAccount":{"audience":"other"}}""");
        await fixture.ConditionAsync(binding, ConditionTypes.IdentityProviderReady, "False", Reasons.AudienceMissing);
        await fixture.PatchAsync(binding, """{"serviceAccount":{"audience":null,"tokenExpirationSeconds":3600,"stsRegionalEndpoints":false}}""");
        await fixture.ReadyAsync(binding);
        var annotations = (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations;
        Assert.Equal("3600", annotations["eks.amazonaws.com/token-expiration"]);
        Assert.Equal("false", annotations["eks.amazonaws.com/sts-regional-endpoints"]);
        await fixture.PatchAsync(binding, """{"serviceAccount":{"tokenExpirationSeconds":null,"stsRegionalEndpoints":null}}""");
        await fixture.EventuallyAsync(
            () => fixture.ServiceAccountAsync(@namespace, "app"), found => found!.Metadata.Annotations.Keys.SequenceEqual([RoleArn, "irsa-operator.io/binding"]), "the annotations to go");

        async Task ChangeAsync(string spec, params string[] writes)
        {
            var mark = fixture.Aws.Journal.Mark();
            binding = await fixture.PatchAsync(binding, spec);
            binding = await fixture.ReadyAsync(binding);
            Assert.Equal(writes, fixture.Writes(mark, @namespace));
        }
    }

    [Fact]
    public async Task A_deletion_with_Delete_takes_everything_and_leaves_the_service_account_that_was_there_before()
    {
        var @namespace = await fixture.CreateNamespaceAsync("delete");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec =>
        {
            Article(spec);
            spec.ServiceAccount!.Create = true;
        }));
        var role = fixture.Role(binding);
        fixture.Aws.Account.AddInstanceProfile($"profile-{@namespace}", role.Name, role.Path);

        await fixture.DeleteAsync(binding);

        Assert.Null(fixture.Aws.Account.FindRole(role.Name));
        var serviceAccount = await fixture.ServiceAccountAsync(@namespace, "app");
        Assert.NotNull(serviceAccount);
        Assert.DoesNotContain(RoleArn, serviceAccount.Metadata.Annotations?.Keys ?? []);
    }

    [Fact]
    public async Task A_deletion_with_Retain_leaves_the_role_without_ownership()
    {
        var @namespace = await fixture.CreateNamespaceAsync("retain");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec =>
        {
            Article(spec);
            spec.DeletionPolicy = "Retain";
        }));
        var role = fixture.Role(binding);
        Assert.Equal(@namespace, role.Tags[Owner.NamespaceTag]);

        await fixture.DeleteAsync(binding);

        var retained = fixture.Aws.Account.FindRole(role.Name);
        Assert.NotNull(retained);
        Assert.Equal(role.AttachedPolicies, retained.AttachedPolicies);
        Assert.DoesNotContain(retained.Tags.Keys, key => key.StartsWith(Owner.TagPrefix, StringComparison.Ordinal));
        Assert.Null(await fixture.ServiceAccountAsync(@namespace, "app"));
    }

    [Fact]
    public async Task Without_the_operator_everything_that_it_made_goes_on()
    {
        var @namespace = await fixture.CreateNamespaceAsync("quit");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        await fixture.Eks.StopOperatorAsync();
        try
        {
            // A pod that starts now gets the role from the webhook, and the role trusts it as before.
            var pod = await new TestWorkloads(fixture, @namespace, "app").PodAsync("later");
            Assert.Contains(pod.Spec.Containers[0].Env, variable => variable.Name == "AWS_ROLE_ARN" && variable.Value == binding.Status.Role!.Arn);
            Assert.Equal(binding.Status.Role!.Id, fixture.Role(binding).RoleId);

            // Let go of by hand, the binding ends and its traces stay for whoever cleans up.
            await fixture.Client.PatchAsync<IrsaBinding>(new V1Patch("""{"metadata":{"finalizers":null}}""", V1Patch.PatchType.MergePatch), "app", @namespace, cancellationToken: Cancel);
            await fixture.Client.DeleteAsync<IrsaBinding>("app", @namespace, Cancel);
            Assert.Null(await fixture.Client.GetAsync<IrsaBinding>("app", @namespace, Cancel));
            Assert.Equal(@namespace, fixture.Role(binding).Tags[Owner.NamespaceTag]);
        }
        finally
        {
            await fixture.Eks.StartOperatorAsync([], Cancel);
        }
    }

    [Fact]
    public async Task Events_tell_what_changed()
    {
        var @namespace = await fixture.CreateNamespaceAsync("events");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        await fixture.PatchAsync(binding, """{"role":{"description":"words"}}""");
        await fixture.EventuallyAsync(() => Task.FromResult(fixture.Role(binding).Description), description => description == "words", "the description");
        await fixture.DeleteAsync(await fixture.ReadyAsync(binding));

        var events = await fixture.EventuallyAsync(
            () => fixture.Client.ListAsync<Corev1Event>(@namespace, cancellationToken: Cancel), found => found.Count >= 2, "two events");
        Assert.Equal(
            [Reasons.RoleDeleted, Reasons.RoleUpdated],
            events.Select(told => told.Reason).Order(StringComparer.Ordinal));
        Assert.All(events, told => Assert.Equal(("IrsaBinding", "app", "Normal"), (told.InvolvedObject.Kind, told.InvolvedObject.Name, told.Type)));
    }

    [Fact]
    public async Task A_suspended_binding_is_left_alone_and_its_deletion_waits()
    {
        var @namespace = await fixture.CreateNamespaceAsync("suspend");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        binding = await fixture.PatchAsync(binding, """{"suspend":true,"role":{"description":"not yet"}}""");
        binding = await fixture.ConditionAsync(binding, ConditionTypes.Suspended, "True");
        Assert.Equal("True", binding.Condition(ConditionTypes.Ready)!.Status);
        Assert.NotEqual("not yet", fixture.Role(binding).Description);

        await fixture.Client.DeleteAsync<IrsaBinding>("app", @namespace, Cancel);
        await fixture.EventuallyAsync(
            async () => (await fixture.Client.GetAsync<IrsaBinding>("app", @namespace, Cancel))?.Condition(ConditionTypes.Suspended)?.Message,
            message => message?.Contains("deletion waits", StringComparison.Ordinal) == true, "the waiting deletion to be said");
        Assert.NotNull(fixture.Aws.Account.FindRole(binding.Status.Role!.Name!));

        await fixture.PatchAsync(binding, """{"suspend":false}""");
        await fixture.DeleteAsync(binding);
        Assert.Null(fixture.Aws.Account.FindRole(binding.Status.Role!.Name!));
    }

    [Fact]
    public async Task A_deleted_binding_that_comes_back_at_once_gets_its_second_life()
    {
        var @namespace = await fixture.CreateNamespaceAsync("twice");
        var first = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        await fixture.DeleteAsync(first);
        var second = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Article));
        Assert.NotEqual(first.Metadata.Uid, second.Metadata.Uid);
        Assert.NotEqual(first.Status.Role!.Id, second.Status.Role!.Id);
        Assert.Equal(second.Metadata.Uid, fixture.Role(second).Tags[Owner.UidTag]);
    }

    [Fact]
    public async Task Fifty_bindings_at_once_cost_exactly_their_writes()
    {
        var @namespace = await fixture.CreateNamespaceAsync("many");
        var mark = fixture.Aws.Journal.Mark();
        var bindings = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => fixture.CreateAsync(@namespace, $"app-{i}", Article)));
        foreach (var binding in bindings)
            await fixture.ReadyAsync(binding);
        Report("create fifty", mark, @namespace);
        Assert.Equal(50 * 3, fixture.Writes(mark, @namespace).Count);
    }

    private static void Article(IrsaBindingSpec spec)
    {
        spec.ServiceAccount = new ServiceAccountSpec { Create = true };
        spec.Role = new RoleSpec { ManagedPolicies = ["AmazonS3ReadOnlyAccess"], InlinePolicies = [Sample.Inline("table", Sample.Document("dynamodb:GetItem"))] };
    }

    private static string PolicyArn(string name) => $"arn:aws:iam::111122223333:policy/{name}";

    private void AddPolicy(string name)
    {
        if (fixture.Aws.Account.FindPolicy(PolicyArn(name)) is null)
            fixture.Aws.Account.AddManagedPolicy(name, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""");
    }

    private void Report(string what, int mark, string @namespace) => output.WriteLine(
        $"{what}: {string.Join(", ", fixture.Operations(mark, @namespace).CountBy(operation => operation).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"))}");
}
