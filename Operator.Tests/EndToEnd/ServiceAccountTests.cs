using System.Collections.Immutable;
using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>What happens to a binding's ServiceAccount, and what the operator makes of it.</summary>
[Collection(OperatorCollection.Name)]
public sealed class ServiceAccountTests(OperatorFixture fixture)
{
    private const string RoleArn = "eks.amazonaws.com/role-arn";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_for_a_service_account_ends_the_moment_it_appears()
    {
        var @namespace = await fixture.CreateNamespaceAsync("later");
        var binding = await fixture.CreateAsync(@namespace, "app");
        var waiting = await fixture.ConditionAsync(binding, ConditionTypes.Ready, "False", Reasons.ServiceAccountMissing);
        Assert.Equal("True", waiting.Condition(ConditionTypes.Reconciling)!.Status);
        Assert.Equal("True", waiting.Condition(ConditionTypes.RoleReady)!.Status);

        await fixture.CreateServiceAccountAsync(@namespace, "app");

        binding = await fixture.ReadyAsync(binding);
        Assert.Equal(binding.Status.Role!.Arn, (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations[RoleArn]);
        Assert.Null(binding.Condition(ConditionTypes.Reconciling));
    }

    [Fact]
    public async Task An_annotation_that_was_wiped_comes_back()
    {
        var @namespace = await fixture.CreateNamespaceAsync("wiped");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app"));
        var mark = fixture.Aws.Journal.Mark();

        await AnnotateAsync(@namespace, value: null);

        var restored = await fixture.EventuallyAsync(
            () => fixture.ServiceAccountAsync(@namespace, "app"), found => found!.Metadata.Annotations?.ContainsKey(RoleArn) == true, "the annotation");
        Assert.Equal(binding.Status.Role!.Arn, restored!.Metadata.Annotations[RoleArn]);
        Assert.Empty(fixture.Writes(mark, @namespace));
    }

    [Fact]
    public async Task I2_One_that_is_there_is_annotated_and_never_owned_though_the_binding_would_make_it()
    {
        var @namespace = await fixture.CreateNamespaceAsync("theirs");
        await fixture.CreateServiceAccountAsync(@namespace, "app");

        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec => spec.ServiceAccount!.Create = true));

        var account = await fixture.ServiceAccountAsync(@namespace, "app");
        Assert.Equal(binding.Status.Role!.Arn, account!.Metadata.Annotations[RoleArn]);
        Assert.Null(account.Metadata.OwnerReferences);
        await fixture.DeleteAsync(binding);
        var survivor = await fixture.ServiceAccountAsync(@namespace, "app");
        Assert.Equal(account.Metadata.Uid, Assert.IsType<V1ServiceAccount>(survivor).Metadata.Uid);
        Assert.DoesNotContain(RoleArn, survivor.Metadata.Annotations?.Keys ?? []);
    }

    [Fact]
    public async Task I2_The_API_server_lets_nobody_make_what_somebody_else_has_made_a_moment_before()
    {
        var @namespace = await fixture.CreateNamespaceAsync("faster");
        var (accounts, plan) = (new ServiceAccounts(fixture.Client), Plan("arn:aws:iam::111122223333:role/ours"));
        var binding = Sample.Binding(@namespace, "app");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        await AnnotateAsync(@namespace, "arn:aws:iam::111122223333:role/theirs");
        var theirs = await fixture.ServiceAccountAsync(@namespace, "app");

        Assert.False(await accounts.TryCreateAsync(binding, "app", plan, Cancel));

        Assert.Equal(theirs!.Metadata.ResourceVersion, (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.ResourceVersion);
        Assert.True(await accounts.TryCreateAsync(binding, "new", plan, Cancel));
        var made = await fixture.ServiceAccountAsync(@namespace, "new");
        Assert.Equal(plan.Annotations, made!.Metadata.Annotations);
        Assert.False(await accounts.TryCreateAsync(binding, "new", Plan("arn:aws:iam::111122223333:role/other"), Cancel));
        Assert.Equal(made.Metadata.ResourceVersion, (await fixture.ServiceAccountAsync(@namespace, "new"))!.Metadata.ResourceVersion);
    }

    /// <summary>What the watch shows may be one change behind: the API server knows better.</summary>
    [Fact]
    public async Task I6_The_API_server_lets_nobody_delete_what_somebody_has_changed_a_moment_before()
    {
        var @namespace = await fixture.CreateNamespaceAsync("changed");
        var accounts = new ServiceAccounts(fixture.Client);
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        var seen = (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata;
        await AnnotateAsync(@namespace, "arn:aws:iam::111122223333:role/theirs");
        var now = (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata;

        Assert.False(await accounts.TryDeleteAsync(@namespace, "app", seen.Uid, seen.ResourceVersion, Cancel));
        Assert.False(await accounts.TryDeleteAsync(@namespace, "app", "another", now.ResourceVersion, Cancel));
        Assert.Equal(now.ResourceVersion, (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.ResourceVersion);

        Assert.True(await accounts.TryDeleteAsync(@namespace, "app", now.Uid, now.ResourceVersion, Cancel));
        Assert.Null(await fixture.ServiceAccountAsync(@namespace, "app"));
        Assert.True(await accounts.TryDeleteAsync(@namespace, "app", now.Uid, now.ResourceVersion, Cancel));
    }

    [Fact]
    public async Task A_service_account_that_was_deleted_is_made_again_or_waited_for()
    {
        var @namespace = await fixture.CreateNamespaceAsync("gone");
        var made = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "made", spec => spec.ServiceAccount!.Create = true));
        await fixture.CreateServiceAccountAsync(@namespace, "found");
        var found = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "found"));

        await fixture.Client.DeleteAsync<V1ServiceAccount>("made", @namespace, Cancel);
        await fixture.Client.DeleteAsync<V1ServiceAccount>("found", @namespace, Cancel);

        await fixture.EventuallyAsync(() => fixture.ServiceAccountAsync(@namespace, "made"), made => made is not null, "the ServiceAccount to be made again");
        await fixture.ConditionAsync(found, ConditionTypes.Ready, "False", Reasons.ServiceAccountMissing);
        Assert.Null(await fixture.ServiceAccountAsync(@namespace, "found"));
        await fixture.ReadyAsync(made);
    }

    [Fact]
    public async Task An_annotation_of_somebody_else_is_reported_and_left()
    {
        var @namespace = await fixture.CreateNamespaceAsync("conflict");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        await AnnotateAsync(@namespace, "arn:aws:iam::111122223333:role/theirs");

        var binding = await fixture.ConditionAsync(await fixture.CreateAsync(@namespace, "app"), ConditionTypes.ServiceAccountReady, "False", Reasons.AnnotationConflict);

        // Servers before 1.22 keep no managers of objects that were never applied, and call them before-first-apply.
        Assert.Matches("field manager (somebody|before-first-apply) holds eks.amazonaws.com/role-arn with the value \"arn:aws:iam::111122223333:role/theirs\"", binding.Condition(ConditionTypes.Ready)!.Message);
        Assert.Equal("arn:aws:iam::111122223333:role/theirs", (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations[RoleArn]);
        await fixture.DeleteAsync(binding);
        Assert.Equal("arn:aws:iam::111122223333:role/theirs", (await fixture.ServiceAccountAsync(@namespace, "app"))!.Metadata.Annotations[RoleArn]);
    }

    [Fact]
    public async Task I6_The_CNIs_own_service_account_in_kube_system_is_bound_and_survives()
    {
        await fixture.CreateServiceAccountAsync("kube-system", "aws-node");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync("kube-system", "aws-node", spec => spec.Role!.ManagedPolicies = ["AmazonEKS_CNI_Policy"]));
        Assert.Equal(["arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"], fixture.Role(binding).AttachedPolicies);
        Assert.Equal(binding.Status.Role!.Arn, (await fixture.ServiceAccountAsync("kube-system", "aws-node"))!.Metadata.Annotations[RoleArn]);
        Assert.Equal("system:serviceaccount:kube-system:aws-node", binding.Status.Trust!.Subject);

        await fixture.DeleteAsync(binding);

        Assert.Null(fixture.Aws.Account.FindRole(binding.Status.Role.Name!));
        var survivor = await fixture.ServiceAccountAsync("kube-system", "aws-node");
        Assert.DoesNotContain(RoleArn, Assert.IsType<V1ServiceAccount>(survivor).Metadata.Annotations?.Keys ?? []);
    }

    private static ServiceAccountPlan Plan(string roleArn) =>
        new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(RoleArn, roleArn)]), Create: true);

    private Task AnnotateAsync(string @namespace, string? value) => fixture.Client.PatchAsync<V1ServiceAccount>(
        new V1Patch(
            JsonSerializer.Serialize(new { metadata = new { annotations = new Dictionary<string, string?>(StringComparer.Ordinal) { [RoleArn] = value } } }),
            V1Patch.PatchType.MergePatch),
        "app", @namespace, fieldManager: "somebody", cancellationToken: Cancel);
}
