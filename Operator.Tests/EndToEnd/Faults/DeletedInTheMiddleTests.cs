using System.Net;
using IrsaOperator.Api;
using IrsaOperator.Tests.Reliability;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>A ServiceAccount, or the whole namespace, goes in the middle of a reconcile: I3, I6 and I8 hold, and no role is left behind.</summary>
[Collection(FaultCollection.Name)]
public sealed class DeletedInTheMiddleTests(FaultFixture fixture, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Name = "app";

    private string _namespace = "";

    private static CancellationToken Cancel => FaultFixture.Cancel;

    public async ValueTask InitializeAsync() => _namespace = await fixture.BeginAsync("middle");

    public ValueTask DisposeAsync()
    {
        fixture.Mend();
        fixture.Aws.Behaviour.BeforeAnswer = null;
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Moment.BeforeEffect)]
    [InlineData(Moment.BeforeAnswer)]
    public async Task A_ServiceAccount_of_ours_that_is_deleted_in_the_middle_is_made_again(Moment moment)
    {
        await fixture.CreateAsync(_namespace, Name, spec => spec.ServiceAccount!.Create = true);
        await fixture.ReadyAsync(_namespace, Name);
        var before = await AccountAsync();
        var deleted = DeletedAt(moment);
        await fixture.PatchAsync(_namespace, Name, """{"serviceAccount":{"tokenExpirationSeconds":3600}}""");
        await deleted;

        await fixture.EventuallyAsync(AccountAsync, found => found is not null && found.Metadata.Uid != before!.Metadata.Uid && IsWhole(found), "another ServiceAccount");
        await fixture.ReadyAsync(_namespace, Name);
        Report($"ServiceAccounts of ours deleted at {moment}", 1);
    }

    [Fact]
    public async Task A_ServiceAccount_that_is_deleted_as_it_is_made_is_made_again()
    {
        var deleted = DeletedAt(Moment.BeforeAnswer);
        await fixture.CreateAsync(_namespace, Name, spec => (spec.ServiceAccount!.Create, spec.ServiceAccount.TokenExpirationSeconds) = (true, 3600));
        await deleted;
        await fixture.EventuallyAsync(AccountAsync, found => found is not null && IsWhole(found), "another ServiceAccount");
        await fixture.ReadyAsync(_namespace, Name);
        Report("ServiceAccounts deleted as they are made", 1);
    }

    [Theory]
    [InlineData(Moment.BeforeEffect)]
    [InlineData(Moment.BeforeAnswer)]
    public async Task A_ServiceAccount_of_somebody_elses_that_is_deleted_in_the_middle_is_waited_for(Moment moment)
    {
        await AddAccountAsync();
        var deleted = DeletedAt(moment);
        await fixture.CreateAsync(_namespace, Name, spec => spec.ServiceAccount!.TokenExpirationSeconds = 3600);
        await deleted;

        var waiting = await fixture.EventuallyAsync(
            () => fixture.FindAsync(_namespace, Name), found => found?.Condition(ConditionTypes.Ready) is { Status: not "True", Reason: Reasons.ServiceAccountMissing }, "the binding to wait");
        Assert.Null(await AccountAsync());
        Assert.NotNull(fixture.Aws.Account.FindRole(waiting!.Status.Role!.Name!));

        await AddAccountAsync();
        Assert.True(IsWhole((await fixture.EventuallyAsync(AccountAsync, found => found is not null && IsWhole(found), "the annotations"))!));
        await fixture.ReadyAsync(_namespace, Name);
        Report($"ServiceAccounts of others deleted at {moment}", 1);
    }

    [Fact]
    public async Task A_ServiceAccount_that_is_another_one_by_then_is_annotated_as_that()
    {
        await AddAccountAsync();
        var replaced = DeletedAt(Moment.BeforeEffect, AddAccountAsync);
        await fixture.CreateAsync(_namespace, Name, spec => spec.ServiceAccount!.TokenExpirationSeconds = 3600);
        await replaced;
        await fixture.ReadyAsync(_namespace, Name);
        Assert.True(IsWhole((await AccountAsync())!));
        Assert.Null((await AccountAsync())!.Metadata.OwnerReferences);
        Report("ServiceAccounts replaced", 1);
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_takes_the_roles_of_its_bindings_with_it()
    {
        await fixture.CreateAsync(_namespace, Name, spec => spec.ServiceAccount!.Create = true);
        await AddAccountAsync("other");
        await fixture.CreateAsync(_namespace, "other");
        await fixture.ReadyAsync(_namespace, Name);
        await fixture.ReadyAsync(_namespace, "other");
        await fixture.Client.DeleteAsync<V1Namespace>(_namespace, cancellationToken: Cancel);
        await FinishAsync();
        Report("namespaces deleted", 1);
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_while_a_role_is_made_gets_a_reason_and_leaves_no_role()
    {
        var terminating = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var @namespace = _namespace;
        fixture.Aws.Behaviour.BeforeAnswer = async call =>
        {
            if (call.Operation != "CreateRole" || !call.Parameters["RoleName"].Contains(@namespace, StringComparison.Ordinal) || terminating.Task.IsCompleted)
                return;
            await fixture.Client.DeleteAsync<V1Namespace>(@namespace, cancellationToken: CancellationToken.None);
            terminating.TrySetResult();
        };
        await fixture.CreateAsync(_namespace, Name, spec => spec.ServiceAccount!.Create = true);
        await terminating.Task;

        var refused = await fixture.EventuallyAsync(
            () => fixture.FindAsync(_namespace, Name), found => found?.Condition(ConditionTypes.ServiceAccountReady) is { Status: "False" }, "the refusal to be told");
        var message = refused!.Condition(ConditionTypes.Ready)!.Message!;
        output.WriteLine(message);
        Assert.Contains("terminat", message, StringComparison.Ordinal);
        await FinishAsync();
        Report("namespaces deleted in the middle of a creation", 1);
    }

    private static bool IsWhole(V1ServiceAccount account) =>
        account.Metadata.Annotations?.ContainsKey(WellKnown.RoleArnAnnotation) == true && account.Metadata.Annotations.Values.Contains("3600");

    private Task<V1ServiceAccount?> AccountAsync() => fixture.Client.GetAsync<V1ServiceAccount>(Name, _namespace, Cancel);

    private Task AddAccountAsync() => AddAccountAsync(Name);

    private Task AddAccountAsync(string name) => fixture.Client.CreateAsync(
        new V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = _namespace } }, Cancel);

    /// <summary>Deletes the ServiceAccount at the operator's next write to it, and does something else at once.</summary>
    private Task DeletedAt(Moment moment, Func<Task>? then = null)
    {
        var deleted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var armed = 1;
        async Task LookAsync(ApiCall call)
        {
            if (call.Method is not ("PATCH" or "POST") || !call.IsIn(_namespace) || !call.Path.Contains("/serviceaccounts", StringComparison.Ordinal) || Interlocked.Exchange(ref armed, 0) == 0)
                return;
            await fixture.Client.DeleteAsync<V1ServiceAccount>(Name, _namespace, CancellationToken.None);
            if (then is not null)
                await then();
            deleted.SetResult();
        }

        if (moment == Moment.BeforeEffect)
        {
            fixture.Api.Before = async call =>
            {
                await LookAsync(call);
                return null;
            };
        }
        else
        {
            fixture.Api.After = async call =>
            {
                await LookAsync(call);
                return true;
            };
        }

        return deleted.Task;
    }

    /// <summary>
    /// The namespace controller's part, which no program here plays: everything in the namespace is deleted, in no sensible order, and
    /// the namespace's own finalizer is taken away when nothing is left.
    /// </summary>
    private async Task FinishAsync()
    {
        await fixture.Client.ApiClient.CoreV1.DeleteCollectionNamespacedServiceAccountAsync(_namespace, cancellationToken: Cancel);
        await fixture.Client.ApiClient.CustomObjects.DeleteCollectionNamespacedCustomObjectAsync(WellKnown.Group, WellKnown.Version, _namespace, WellKnown.Plural, cancellationToken: Cancel);
        await fixture.EventuallyAsync(() => fixture.Client.ListAsync<IrsaBinding>(_namespace, cancellationToken: Cancel), left => left.Count == 0, "the bindings to be gone");
        Assert.DoesNotContain(fixture.Aws.Account.Roles, role => role.Name.Contains(_namespace, StringComparison.Ordinal));
        Assert.Empty(await fixture.Client.ListAsync<V1ServiceAccount>(_namespace, cancellationToken: Cancel));

        var @namespace = await fixture.Client.ApiClient.CoreV1.ReadNamespaceAsync(_namespace, cancellationToken: Cancel);
        Assert.Equal("Terminating", @namespace.Status.Phase);
        @namespace.Spec.Finalizers = [];
        await fixture.Client.ApiClient.CoreV1.ReplaceNamespaceFinalizeAsync(@namespace, _namespace, cancellationToken: Cancel);
        var gone = await Assert.ThrowsAsync<HttpOperationException>(() => fixture.Client.ApiClient.CoreV1.ReadNamespaceAsync(_namespace, cancellationToken: Cancel));
        Assert.Equal(HttpStatusCode.NotFound, gone.Response.StatusCode);
    }

    private void Report(string what, int faults)
    {
        output.WriteLine($"{faults} {what}");
        Figures.Add("Kubernetes faults injected", faults);
    }
}
