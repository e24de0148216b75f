using System.Net;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Planning;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>What the operator's owner permits, on real parts: refused before IAM hears of it, released when the rules or the binding change.</summary>
[Collection(OperatorCollection.Name)]
public sealed class GuardRailTests(OperatorFixture fixture) : IAsyncLifetime
{
    private const string Label = "example.com/rules";

    private readonly List<string> _policies = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _policies)
            await fixture.Client.DeleteAsync<IrsaPolicy>(name, cancellationToken: CancellationToken.None);
    }

    [Fact]
    public async Task A_wildcard_is_refused_before_any_call_to_IAM_and_released_when_the_policy_is_relaxed_or_deleted()
    {
        var @namespace = await NamespaceAsync("wildcard");
        await PolicyAsync(@namespace, "strict", spec => spec.DeniedActions = ["s3:Delete*"]);
        var mark = fixture.Aws.Journal.Mark();
        var binding = await RefusedAsync(
            await fixture.CreateAsync(@namespace, "app", Inline("s3:*")), "\"table\"", "\"s3:*\"", "deniedActions s3:Delete*", $"IrsaPolicy {@namespace}-strict");
        Assert.Empty(fixture.Operations(mark, @namespace));
        Assert.Null(await fixture.ServiceAccountAsync(@namespace, "app"));
        Assert.Null(binding.Status.Role);

        await ChangeAsync(@namespace, "strict", """{"deniedActions":["iam:*"]}""");
        binding = await fixture.ReadyAsync(binding);

        // The same binding, and a policy that changes under it: what the role has stays, and nothing is asked of IAM.
        mark = fixture.Aws.Journal.Mark();
        await ChangeAsync(@namespace, "strict", """{"deniedActions":["*:Delete*"]}""");
        binding = await RefusedAsync(binding, "deniedActions *:Delete*");
        Assert.Empty(fixture.Operations(mark, @namespace));
        Assert.Equal(["table"], fixture.Role(binding).InlinePolicies.Keys);

        await fixture.Client.DeleteAsync<IrsaPolicy>($"{@namespace}-strict", cancellationToken: Cancel);
        await fixture.ReadyAsync(binding);
    }

    [Fact]
    public async Task A_later_edit_is_refused_before_any_call_to_IAM_and_the_role_stays_as_it_is()
    {
        var @namespace = await NamespaceAsync("edit");
        await PolicyAsync(@namespace, "strict", spec => spec.ManagedPolicies = ["arn:aws:iam::aws:policy/*ReadOnlyAccess"]);
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec =>
        {
            spec.ServiceAccount!.Create = true;
            spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess"];
        }));
        var mark = fixture.Aws.Journal.Mark();
        await fixture.PatchAsync(binding, """{"role":{"managedPolicies":["AdministratorAccess"]}}""");
        binding = await RefusedAsync(binding, "\"AdministratorAccess\"", "managedPolicies");
        Assert.Empty(fixture.Operations(mark, @namespace));
        Assert.Equal(["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"], fixture.Role(binding).AttachedPolicies);

        // A deletion asks nobody's leave.
        var role = binding.Status.Role!.Name!;
        await fixture.DeleteAsync(binding);
        Assert.Null(fixture.Aws.Account.FindRole(role));
        Assert.Null(await fixture.ServiceAccountAsync(@namespace, "app"));
    }

    [Fact]
    public async Task Labels_bring_a_namespace_under_the_rules_and_out_of_them()
    {
        var @namespace = await fixture.CreateNamespaceAsync("labels");
        await PolicyAsync(@namespace, "strict", spec => spec.InlinePolicies = false);
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", Inline("s3:GetObject")));
        await LabelAsync(@namespace, $"\"{@namespace}\"");
        await RefusedAsync(binding, "inlinePolicies", "\"table\"");
        await LabelAsync(@namespace, "null");
        await fixture.ReadyAsync(binding);
    }

    [Fact]
    public async Task Two_policies_add_up_to_the_strictest()
    {
        var @namespace = await NamespaceAsync("both");
        await PolicyAsync(@namespace, "a", spec => spec.AllowedActions = ["s3:*", "sqs:*"]);
        await PolicyAsync(@namespace, "b", spec => spec.AllowedActions = ["s3:Get*", "dynamodb:*"]);
        var binding = await RefusedAsync(await fixture.CreateAsync(@namespace, "app", Inline("sqs:SendMessage")), "sqs:SendMessage", $"IrsaPolicy {@namespace}-b");
        await PatchActionAsync(binding, "dynamodb:GetItem");
        await RefusedAsync(binding, "dynamodb:GetItem", $"IrsaPolicy {@namespace}-a");
        await PatchActionAsync(binding, "s3:GetObject");
        await fixture.ReadyAsync(binding);

        await ChangeAsync(@namespace, "a", """{"rolePath":"/a/"}""");
        await ChangeAsync(@namespace, "b", """{"rolePath":"/b/"}""");
        await RefusedAsync(binding, "rolePath", $"IrsaPolicy {@namespace}-a", $"IrsaPolicy {@namespace}-b");
    }

    [Fact]
    public Task What_a_policy_forces_is_on_the_role() =>
        fixture.ByHandAsync(ForceAsync, "--permissions-boundary", fixture.Eks.Stack!.BoundaryArn);

    private async Task ForceAsync()
    {
        var @namespace = await NamespaceAsync("forced");
        const string boundary = "arn:aws:iam::aws:policy/PowerUserAccess";
        await PolicyAsync(@namespace, "forced", spec =>
        {
            spec.PermissionsBoundary = boundary;
            spec.RolePath = $"{OperatorIdentity.ManagedRolePath}forced/";
            spec.RoleNamePrefix = $"{@namespace}-";
            spec.Tags = new Dictionary<string, string> { ["team"] = "forced" };
        });
        var binding = await RefusedAsync(
            await fixture.CreateAsync(@namespace, "app", spec =>
            {
                spec.ServiceAccount!.Create = true;
                spec.Role!.PermissionsBoundary = "arn:aws:iam::aws:policy/AdministratorAccess";
            }),
            "\"arn:aws:iam::aws:policy/AdministratorAccess\"", "permissionsBoundary");
        await fixture.PatchAsync(binding, """{"role":{"permissionsBoundary":null}}""");
        binding = await fixture.ReadyAsync(binding);
        var role = fixture.Role(binding);
        Assert.StartsWith($"{@namespace}-{@namespace}-", role.Name, StringComparison.Ordinal);
        Assert.Equal((boundary, $"{OperatorIdentity.ManagedRolePath}forced/", "forced"), (role.PermissionsBoundary, role.Path, role.Tags["team"]));

        // The rules go, and with them tag and boundary: the operator's own comes back.
        await fixture.Client.DeleteAsync<IrsaPolicy>($"{@namespace}-forced", cancellationToken: Cancel);
        await fixture.EventuallyAsync(
            () => Task.FromResult(fixture.Role(binding)), changed => changed.PermissionsBoundary == fixture.Eks.Stack!.BoundaryArn && !changed.Tags.ContainsKey("team"), "boundary and tag to go");
        Assert.Equal(role.Arn, (await fixture.ReadyAsync(binding)).Status.Role!.Arn);
    }

    [Fact]
    public async Task A_policy_that_can_not_be_understood_closes_what_it_selects_and_nothing_else()
    {
        var (closed, open) = (await NamespaceAsync("closed"), await NamespaceAsync("open"));
        await PolicyAsync(closed, "typo", spec => spec.DeniedActions = ["DeleteObject"]);
        var refused = await RefusedAsync(await fixture.CreateAsync(closed, "app", Inline("s3:GetObject")), $"IrsaPolicy {closed}-typo can't be understood", "\"DeleteObject\"");
        await fixture.ReadyAsync(await fixture.CreateAsync(open, "app", Inline("s3:GetObject")));
        await ChangeAsync(closed, "typo", """{"deniedActions":["s3:DeleteObject"]}""");
        await fixture.ReadyAsync(refused);

        // The API server knows the operators of a selector.
        var error = await Assert.ThrowsAsync<HttpOperationException>(() => PolicyAsync(closed, "near", spec => spec.NamespaceSelector =
            new NamespaceSelector { MatchExpressions = [new LabelRequirement { Key = "a", Operator = "Near" }] }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, error.Response.StatusCode);
    }

    [Fact]
    public async Task An_operator_that_has_just_started_knows_the_rules_before_its_first_call()
    {
        var @namespace = await NamespaceAsync("start");
        await fixture.Eks.StopOperatorAsync();
        await PolicyAsync(@namespace, "strict", spec => spec.DeniedActions = ["s3:*"]);
        var mark = fixture.Aws.Journal.Mark();
        var binding = await fixture.CreateAsync(@namespace, "app", Inline("s3:GetObject"));
        await fixture.Eks.StartOperatorAsync([], Cancel);
        await RefusedAsync(binding, "deniedActions s3:*");
        Assert.Empty(fixture.Operations(mark, @namespace));
    }

    [Fact]
    public async Task Options_hold_in_every_namespace()
    {
        var @namespace = await fixture.CreateNamespaceAsync("options");
        try
        {
            await fixture.RestartOperatorAsync("--denied-actions", "iam:*,s3:Delete*", "--excluded-namespaces", "kube-*", "--role-tags", "owner=platform");
            var binding = await RefusedAsync(await fixture.CreateAsync(@namespace, "app", Inline("s3:*")), "deniedActions s3:Delete*", "the operator's options");
            await PatchActionAsync(binding, "s3:GetObject");
            Assert.Equal("platform", fixture.Role(await fixture.ReadyAsync(binding)).Tags["owner"]);
            var mark = fixture.Aws.Journal.Mark();
            var excluded = await fixture.CreateAsync("kube-system", $"app-{@namespace}");
            await RefusedAsync(excluded, "excludedNamespaces kube-*");
            Assert.DoesNotContain(fixture.Aws.Journal.Since(mark), call => call.Operation == "CreateRole");
            await fixture.DeleteAsync(excluded);
        }
        finally
        {
            await fixture.RestartOperatorAsync();
        }
    }

    private static Action<IrsaBindingSpec> Inline(string action) => spec =>
    {
        spec.ServiceAccount!.Create = true;
        spec.Role!.InlinePolicies = [Sample.Inline("table", Sample.Document(action))];
    };

    private async Task<string> NamespaceAsync(string prefix)
    {
        var name = await fixture.CreateNamespaceAsync(prefix);
        await LabelAsync(name, $"\"{name}\"");
        return name;
    }

    private Task<V1Namespace> LabelAsync(string @namespace, string value) => fixture.Client.PatchAsync<V1Namespace>(
        new V1Patch($$"""{"metadata":{"labels":{"{{Label}}":{{value}} } } }""", V1Patch.PatchType.MergePatch), @namespace, cancellationToken: Cancel);

    /// <summary>Makes a policy for the namespace alone.</summary>
    private async Task PolicyAsync(string @namespace, string name, Action<IrsaPolicySpec> fill)
    {
        var policy = new IrsaPolicy
        {
            ApiVersion = WellKnown.ApiVersion,
            Kind = WellKnown.PolicyKind,
            Metadata = new V1ObjectMeta { Name = $"{@namespace}-{name}" },
        };
        policy.Spec.NamespaceSelector = new NamespaceSelector { MatchLabels = new Dictionary<string, string> { [Label] = @namespace } };
        fill(policy.Spec);
        _policies.Add(policy.Metadata.Name);
        await fixture.Client.CreateAsync(policy, Cancel);
    }

    private Task<IrsaPolicy> ChangeAsync(string @namespace, string name, string spec) => fixture.Client.PatchAsync<IrsaPolicy>(
        new V1Patch($$"""{"spec":{{spec}}}""", V1Patch.PatchType.MergePatch), $"{@namespace}-{name}", cancellationToken: Cancel);

    private Task<IrsaBinding> PatchActionAsync(IrsaBinding binding, string action) => fixture.PatchAsync(
        binding, $$$$"""{"role":{"inlinePolicies":[{"name":"table","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{{{action}}}}","Resource":"*"}]}}]}}""");

    private async Task<IrsaBinding> RefusedAsync(IrsaBinding binding, params string[] parts)
    {
        return (await fixture.EventuallyAsync(
            async () => await fixture.Client.GetAsync<IrsaBinding>(binding.Metadata.Name, binding.Metadata.NamespaceProperty, Cancel),
            found => found?.Status?.ObservedGeneration == found?.Metadata.Generation
                && found?.Condition(ConditionTypes.Stalled) is { Status: "True", Reason: Reasons.NotPermitted } condition
                && parts.All(part => condition.Message!.Contains(part, StringComparison.Ordinal)),
            $"NotPermitted with {string.Join(", ", parts)}"))!;
    }
}
