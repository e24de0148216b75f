using System.Net;
using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Tests.Planning;
using IrsaOperator.Tests.Reconciliation.Histories;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>What others do, as calls to the API server and changes in the account.</summary>
internal sealed partial class RealHistoryWorld
{
    private const string OtherManager = "argocd";

    private long _lastCreated;

    private AwsAccount Account => Fixture.Aws.Account;

    public async Task CreateAsync(Wish wish)
    {
        // Creation times have whole seconds, and the older one has the right of way.
        while (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() <= _lastCreated)
            await Task.Delay(20, Cancel);
        var binding = Sample.Binding(wish.Namespace, wish.Name).ForCreation();
        binding.Spec = wish.Spec();
        var created = await Fixture.Client.CreateAsync(binding, Cancel);
        _lastCreated = new DateTimeOffset(created.Metadata.CreationTimestamp!.Value).ToUnixTimeSeconds();
        _subjects.Add(new Subject(wish, ++_number, created));
    }

    public async Task EditAsync(Subject subject, Func<Wish, Wish> edit)
    {
        if (await PatchAsync(subject, "/spec", edit(subject.Wish).Spec()))
            subject.Edit(edit);
    }

    public async Task DeleteAsync(Subject subject)
    {
        subject.Deleting = true;
        await Fixture.Client.DeleteAsync<IrsaBinding>(subject.Wish.Name, subject.Wish.Namespace, Cancel);
    }

    public async Task MakeServiceAccountAsync(string @namespace, string name)
    {
        await TryAsync(() => Fixture.Client.CreateAsync(
            new V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace } }, Cancel));
        WakeBindingsOf(@namespace, name);
    }

    public async Task LoseServiceAccountAsync(string @namespace, string name)
    {
        await Fixture.Client.DeleteAsync<V1ServiceAccount>(name, @namespace, Cancel);
        WakeBindingsOf(@namespace, name);
    }

    public Task TakeAnnotationAsync(string @namespace, string name, string value) => ChangeAsync(@namespace, name, known => Fixture.Client.PatchAsync<V1ServiceAccount>(
        new V1Patch(
            new V1ServiceAccount
            {
                ApiVersion = "v1",
                Kind = "ServiceAccount",
                Metadata = new V1ObjectMeta
                {
                    Name = name,
                    NamespaceProperty = @namespace,
                    Uid = known.Metadata.Uid,
                    Annotations = new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.RoleArnAnnotation] = value },
                },
            },
            V1Patch.PatchType.ApplyPatch),
        name, @namespace, fieldManager: OtherManager, force: true, cancellationToken: Cancel));

    public Task StripAnnotationsAsync(string @namespace, string name) => ChangeAsync(@namespace, name, known => Fixture.Client.PatchAsync<V1ServiceAccount>(
        new V1Patch(
            JsonSerializer.Serialize(new
            {
                metadata = new { uid = known.Metadata.Uid, annotations = (known.Metadata.Annotations ?? new Dictionary<string, string>()).Keys.ToDictionary(key => key, string? (_) => null, StringComparer.Ordinal) },
            }),
            V1Patch.PatchType.MergePatch),
        name, @namespace, fieldManager: OtherManager, cancellationToken: Cancel));

    public void AddRole(RoleDefinition role)
    {
        if (Account.FindRole(role.Name) is null)
            Account.AddRole(role.Name, "", role.Path, made => RealRole.With(made, role));
    }

    public void ChangeRole(string name, Func<RoleDefinition, RoleDefinition> change) =>
        Account.ChangeRole(name, role => RealRole.With(role, change(RealRole.Definition(role))));

    public void RemoveRole(string name) => Account.RemoveRole(name);

    public async Task<HistoryState> LookAsync()
    {
        var accounts = new Dictionary<(string Namespace, string Name), ServiceAccountState>();
        var held = new HashSet<(string Namespace, string Name)>();
        foreach (var @namespace in Names.Namespaces)
        {
            foreach (var account in await Fixture.Client.ListAsync<V1ServiceAccount>(@namespace, cancellationToken: Cancel))
            {
                // Every namespace has it.
                if (account.Metadata.Name == "default")
                    continue;
                accounts[(@namespace, account.Metadata.Name)] = ServiceAccounts.State(account.Metadata);
                if (ManagedFields.AnnotationKeys(account.Metadata, OtherManager).Contains(WellKnown.RoleArnAnnotation))
                    held.Add((@namespace, account.Metadata.Name));
            }
        }

        var roles = Account.Roles.Where(role => role.Name.StartsWith(Names.Prefix, StringComparison.Ordinal))
            .ToDictionary(role => role.Name, RealRole.Definition, StringComparer.Ordinal);
        return new HistoryState(roles, accounts, held);
    }

    /// <summary>Changes what makes no difference to a binding without pods: whatever changes in its spec is looked at.</summary>
    private Task NudgeAsync(Subject subject) => PatchAsync(subject, "/spec/rollout", subject.Binding.Spec.Rollout == Rollout.OnChange ? Rollout.Never : Rollout.OnChange);

    private Task<bool> PatchAsync(Subject subject, string path, object value) => TryAsync(async () => subject.See(await Fixture.Client.PatchAsync<IrsaBinding>(
        new V1Patch(
            KubernetesJson.Serialize(new object[] { new { op = "test", path = "/metadata/uid", value = subject.Uid }, new { op = "add", path, value } }),
            V1Patch.PatchType.JsonPatch),
        subject.Wish.Name, subject.Wish.Namespace, cancellationToken: Cancel)));

    private async Task ChangeAsync(string @namespace, string name, Func<V1ServiceAccount, Task> change)
    {
        if (await Fixture.Client.GetAsync<V1ServiceAccount>(name, @namespace, Cancel) is not { } known)
            return;
        await TryAsync(() => change(known));
        WakeBindingsOf(@namespace, name);
    }

    private void WakeBindingsOf(string @namespace, string name) =>
        Wake(_subjects.Where(subject => subject.Wish.Namespace == @namespace && subject.Wish.ServiceAccount == name));

    /// <summary>A move that comes too late is none.</summary>
    private static async Task<bool> TryAsync(Func<Task> move)
    {
        try
        {
            await move();
            return true;
        }
        catch (HttpOperationException error) when (error.Response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict || IsOtherObject(error))
        {
            return false;
        }
    }

    private static bool IsOtherObject(HttpOperationException error) =>
        error.Response.StatusCode == HttpStatusCode.UnprocessableEntity && error.Response.Content.Contains("/metadata/uid", StringComparison.Ordinal);
}
