using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Whose roles and annotations are, and how they change hands.</summary>
[Collection(OperatorCollection.Name)]
public sealed class OwnershipTests(OperatorFixture fixture)
{
    private const string RoleArn = "eks.amazonaws.com/role-arn";
    private const string Theirs = "arn:aws:iam::111122223333:role/theirs";
    private const string Trusted = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_without_ownership_tags_is_taken_over_only_with_consent_and_after_saying_what_changes()
    {
        var @namespace = await fixture.CreateNamespaceAsync("adopt");
        var name = $"existing-{@namespace}";
        fixture.Aws.Account.AddRole(name, Trusted, "/irsa-operator/eks-dev/", role => role with
        {
            AttachedPolicies = ["arn:aws:iam::aws:policy/AdministratorAccess"],
            Tags = role.Tags.Add("department", "keep"),
        });
        var before = fixture.Aws.Account.FindRole(name)!;
        var binding = await fixture.ConditionAsync(
            await fixture.CreateAsync(@namespace, "app", spec =>
            {
                spec.ServiceAccount!.Create = true;
                spec.Role!.Name = name;
                spec.Role.ManagedPolicies = ["AmazonS3ReadOnlyAccess"];
            }),
            ConditionTypes.Stalled, "True", Reasons.RoleNotOwned);
        Assert.All(
            ["role.adopt", "trust policy", "detached arn:aws:iam::aws:policy/AdministratorAccess", "attached arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
            words => Assert.Contains(words, binding.Condition(ConditionTypes.RoleReady)!.Message, StringComparison.Ordinal));
        Assert.Same(before, fixture.Aws.Account.FindRole(name));

        var mark = fixture.Aws.Journal.Mark();
        await fixture.PatchAsync(binding, """{"role":{"adopt":true}}""");
        binding = await fixture.ReadyAsync(binding);

        var after = fixture.Role(binding);
        Assert.Equal(before.RoleId, after.RoleId);
        Assert.Equal(["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"], after.AttachedPolicies);
        Assert.Equal("keep", after.Tags["department"]);
        Assert.Equal("TagRole", fixture.Aws.Journal.Since(mark).First(call => call.Parameters.Values.Contains(name) && OperatorFixture.IsWrite(call.Operation)).Operation);
    }

    [Fact]
    public async Task A_role_of_another_cluster_is_never_taken_over_and_its_owner_is_named()
    {
        var @namespace = await fixture.CreateNamespaceAsync("theirs");
        var name = $"theirs-{@namespace}";
        fixture.Aws.Account.AddRole(name, Trusted, configure: role => role with
        {
            Tags = role.Tags.SetItems(new Owner("oidc.eks.eu-west-1.amazonaws.com/id/OTHER", "shop", "cart", "1").Tags()),
        });
        var binding = await fixture.ConditionAsync(
            await fixture.CreateAsync(@namespace, "app", spec => spec.Role = new RoleSpec { Name = name, Adopt = true }), ConditionTypes.Stalled, "True", Reasons.RoleNotOwned);
        Assert.Contains("shop/cart", binding.Condition(ConditionTypes.RoleReady)!.Message, StringComparison.Ordinal);
        Assert.Contains("oidc.eks.eu-west-1.amazonaws.com/id/OTHER", binding.Condition(ConditionTypes.RoleReady)!.Message, StringComparison.Ordinal);
        await fixture.DeleteAsync(binding);
        Assert.NotNull(fixture.Aws.Account.FindRole(name));
    }

    [Fact]
    public async Task A_binding_restored_from_Git_gets_its_role_back()
    {
        var @namespace = await fixture.CreateNamespaceAsync("restored");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec => spec.ServiceAccount!.Create = true));
        var role = fixture.Role(binding);

        // The cluster's objects are lost; its roles are not.
        await fixture.Eks.StopOperatorAsync();
        await fixture.Client.PatchAsync<IrsaBinding>(
            new V1Patch("""{"metadata":{"finalizers":null}}""", V1Patch.PatchType.MergePatch), "app", @namespace, cancellationToken: Cancel);
        await fixture.Client.DeleteAsync<IrsaBinding>("app", @namespace, Cancel);
        await fixture.Client.DeleteAsync<V1ServiceAccount>("app", @namespace, Cancel);
        await fixture.Eks.StartOperatorAsync([], Cancel);

        var restored = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec => spec.ServiceAccount!.Create = true));
        Assert.Equal(role.RoleId, restored.Status.Role!.Id);
        Assert.Equal(restored.Metadata.Uid, fixture.Role(restored).Tags[Owner.UidTag]);
        Assert.Null(restored.Status.LastDrift);
    }

    [Fact]
    public async Task An_existing_role_is_bound_when_its_trust_policy_admits_the_service_account_and_is_never_written()
    {
        var @namespace = await fixture.CreateNamespaceAsync("existing");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        var identity = fixture.Identity;
        var role = fixture.Aws.Account.AddRole($"shared-{@namespace}", Trust.For(identity, "elsewhere", "app", "sts.amazonaws.com").Document().Text, "/teams/");
        var binding = await fixture.ConditionAsync(
            await fixture.CreateAsync(@namespace, "app", spec =>
            {
                spec.Role = null;
                spec.RoleArn = role.Arn;
            }),
            ConditionTypes.RoleReady, "False", Reasons.TrustDoesNotAdmit);
        Assert.Contains("system:serviceaccount:elsewhere:app", binding.Condition(ConditionTypes.RoleReady)!.Message, StringComparison.Ordinal);
        Assert.Null((await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations);

        // Whoever manages the role mends it, and the next look finds it.
        fixture.Aws.Account.ChangeRole(role.Name, r => r with { TrustPolicy = Trust.For(identity, "*", "app", "sts.amazonaws.com").Document().Text.Replace("StringEquals", "StringLike", StringComparison.Ordinal) });
        await fixture.PatchAsync(binding, """{"serviceAccount":{"tokenExpirationSeconds":7200}}""");
        binding = await fixture.ReadyAsync(binding);
        Assert.Equal(role.Arn, (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations[RoleArn]);
        Assert.Equal(role.RoleId, binding.Status.Role!.Id);

        var mended = fixture.Aws.Account.FindRole(role.Name);
        await fixture.DeleteAsync(binding);
        Assert.Same(mended, fixture.Aws.Account.FindRole(role.Name));
        Assert.DoesNotContain(RoleArn, (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations?.Keys ?? []);
    }

    [Fact]
    public async Task Override_takes_an_annotation_over_and_the_deletion_puts_it_back()
    {
        var @namespace = await fixture.CreateNamespaceAsync("override");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        await AnnotateAsync(@namespace, Theirs);
        var binding = await fixture.ConditionAsync(await fixture.CreateAsync(@namespace, "app"), ConditionTypes.ServiceAccountReady, "False", Reasons.AnnotationConflict);

        await fixture.PatchAsync(binding, """{"serviceAccount":{"override":true}}""");
        binding = await fixture.ReadyAsync(binding);
        Assert.Equal(binding.Status.Role!.Arn, await ArnAsync(@namespace));

        await fixture.DeleteAsync(binding);
        var after = (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata;
        Assert.Equal([KeyValuePair.Create(RoleArn, Theirs)], after.Annotations);

        // Not applied: the other one's next server-side apply, of another value even, meets no conflict with us.
        Assert.DoesNotContain(after.ManagedFields, field => field is { Manager: WellKnown.FieldManager, Operation: "Apply" });
    }

    [Fact]
    public async Task An_annotation_that_somebody_changes_is_restored_within_a_second_and_counted()
    {
        var @namespace = await fixture.CreateNamespaceAsync("changed");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app"));

        var start = TimeProvider.System.GetTimestamp();
        await AnnotateAsync(@namespace, Theirs);
        await fixture.EventuallyAsync(() => ArnAsync(@namespace), arn => arn == binding.Status.Role!.Arn, "the annotation");
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));

        var metrics = await fixture.EventuallyAsync(
            () => fixture.Eks.Operator!.MetricsAsync(Cancel), page => page.Contains("irsa_operator_annotations_restored", StringComparison.Ordinal), "the metric");
        Assert.Matches("irsa_operator_annotations_restored[^ ]* [1-9]", metrics);
    }

    [Fact]
    public async Task A_tug_of_war_over_an_annotation_backs_off()
    {
        var @namespace = await fixture.CreateNamespaceAsync("tug");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app"));
        var arn = binding.Status.Role!.Arn;
        var wars = 0;
        while ((await fixture.Client.GetAsync<IrsaBinding>("app", @namespace, Cancel))!.Condition(ConditionTypes.ServiceAccountReady)!.Reason != Reasons.AnnotationConflict)
        {
            Assert.True(++wars < 20, "The operator never backs off.");
            await AnnotateAsync(@namespace, $"{Theirs}-{wars}");
            await fixture.EventuallyAsync(
                async () => (await ArnAsync(@namespace) == arn, (await fixture.Client.GetAsync<IrsaBinding>("app", @namespace, Cancel))!.Condition(ConditionTypes.ServiceAccountReady)!.Reason),
                seen => seen.Item1 || seen.Reason == Reasons.AnnotationConflict, "a restoration, or a pause");
        }

        Assert.InRange(wars, 3, 5);
        binding = (await fixture.Client.GetAsync<IrsaBinding>("app", @namespace, Cancel))!;
        Assert.Contains($"{Theirs}-{wars}", binding.Condition(ConditionTypes.ServiceAccountReady)!.Message, StringComparison.Ordinal);

        // The pause ends by itself, and so does the war when the other one gives up.
        await fixture.ReadyAsync(binding);
        Assert.Equal(arn, await ArnAsync(@namespace));
    }

    private async Task<string?> ArnAsync(string @namespace) =>
        (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations?.TryGetValue(RoleArn, out var arn) == true ? arn : null;

    private Task AnnotateAsync(string @namespace, string value) => fixture.Client.PatchAsync<V1ServiceAccount>(
        new V1Patch(
            JsonSerializer.Serialize(new { metadata = new { annotations = new Dictionary<string, string>(StringComparer.Ordinal) { [RoleArn] = value } } }),
            V1Patch.PatchType.MergePatch),
        "app", @namespace, fieldManager: "somebody", cancellationToken: Cancel);
}
