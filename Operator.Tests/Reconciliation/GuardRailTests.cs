using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.Reconciliation;

public sealed class GuardRailTests
{
    private const string Boundary = "arn:aws:iam::111122223333:policy/boundary";

    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_policy_forbids_is_refused_before_any_call()
    {
        _world.Policies.Add(Policy(spec => spec.DeniedActions = ["dynamodb:*", "s3:Get*"]));
        var binding = ArticleBinding.Create();
        await NotPermittedAsync(binding, "\"table\"", "\"s3:GetObject\"", "deniedActions s3:Get*", "IrsaPolicy strict");
        Assert.Empty(_world.Calls);
        Assert.Equal("False", binding.Status.Conditions!.Single(condition => condition.Type == ConditionTypes.RoleReady).Status);
        Assert.Contains(binding.Status.Conditions!, condition => condition is { Type: ConditionTypes.Stalled, Reason: Reasons.NotPermitted });
    }

    [Fact]
    public async Task What_an_option_forbids_is_refused_before_any_call()
    {
        Use(new GuardRails("the operator's options") { ExcludedNamespaces = ["kube-*", "dev"] });
        await NotPermittedAsync(ArticleBinding.Create(), "excludedNamespaces dev", "the operator's options");
        Assert.Empty(_world.Calls);
    }

    [Fact]
    public async Task Rules_that_change_before_the_index_knows_the_binding_are_asked_for_again()
    {
        var (refused, allowed) = (ArticleBinding.Create(), Sample.Binding("dev", "other", spec => spec.ServiceAccount!.Create = true));
        var policy = Policy(spec => spec.InlinePolicies = false);
        Label("dev", "some", "label");
        await _world.Book.ForAsync("dev", Cancel);
        var none = Asked(refused, []);
        _world.Policies.Add(policy);
        _world.Book.Set(NamespaceRules.From(policy));

        Assert.Equal(Reasons.NotPermitted, (await _world.ReconcileAsync(refused, none, Cancel)).Outcome.Reason);

        var strict = Asked(allowed, [new GuardRails("a policy that goes") { Problem = "It permits nothing." }]);
        _world.Policies.Clear();
        _world.Book.Remove(NamespaceRules.From(policy));
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(allowed, strict, Cancel)).Outcome.Kind);
    }

    [Fact]
    public async Task What_was_asked_for_an_earlier_generation_counts_no_longer()
    {
        var binding = ArticleBinding.Create();
        var asked = Asked(binding, []);
        _world.Policies.Add(Policy(spec => spec.InlinePolicies = false));
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(ArticleBinding.Create(), asked, Cancel)).Outcome.Kind);

        var edited = Sample.Binding("dev", "edited", ArticleBinding.Fill);
        edited.Metadata.Generation = 2;
        Assert.Equal(Reasons.NotPermitted, (await _world.ReconcileAsync(edited, asked, Cancel)).Outcome.Reason);
    }

    [Fact]
    public async Task A_policy_never_widens_what_the_options_allow()
    {
        Use(new GuardRails("the operator's options") { InlinePolicies = false });
        _world.Policies.Add(Policy(spec => spec.InlinePolicies = true));
        await NotPermittedAsync(ArticleBinding.Create(), "inlinePolicies", "the operator's options");
    }

    [Fact]
    public async Task A_later_edit_is_refused_and_changes_nothing()
    {
        _world.Policies.Add(Policy(spec => spec.ManagedPolicies = ["arn:aws:iam::aws:policy/*ReadOnlyAccess"]));
        var binding = ArticleBinding.Create();
        await ReadyAsync(binding);
        var picture = _world.Picture();
        _world.Calls.Clear();
        binding.Spec.Role!.ManagedPolicies = ["AdministratorAccess"];
        await NotPermittedAsync(binding, "\"AdministratorAccess\"", "managedPolicies");
        Assert.Empty(_world.Calls);
        Assert.Equal(picture, _world.Picture());
        Assert.NotNull(binding.Status.Role!.Arn);
    }

    [Fact]
    public async Task A_policy_holds_where_its_selector_says()
    {
        _world.Policies.Add(Policy(spec =>
        {
            spec.NamespaceSelector = new NamespaceSelector { MatchLabels = new Dictionary<string, string> { ["strict"] = "yes" } };
            spec.InlinePolicies = false;
        }));
        await ReadyAsync(ArticleBinding.Create());
        Label("other", "strict", "yes");
        _world.Restart();
        await NotPermittedAsync(Sample.Binding("other", "app", ArticleBinding.Fill), "inlinePolicies");
    }

    [Fact]
    public async Task A_forced_boundary_prefix_path_and_tags_are_on_the_role()
    {
        _world.Policies.Add(Policy(spec =>
        {
            spec.PermissionsBoundary = Boundary;
            spec.RolePath = "/teams/";
            spec.RoleNamePrefix = "team-";
            spec.Tags = new Dictionary<string, string> { ["team"] = "a" };
        }));
        var binding = Sample.Binding(spec: spec => spec.ServiceAccount = new ServiceAccountSpec { Create = true });
        await ReadyAsync(binding);
        var role = Assert.Single(_world.Roles.Values).Definition;
        Assert.StartsWith("team-dev-app-", role.Name, StringComparison.Ordinal);
        Assert.Equal(("/teams/", Boundary, "a"), (role.Path, role.PermissionsBoundary, role.Tags["team"]));
        _world.Calls.Clear();
        await ReadyAsync(binding);
        Assert.Empty(_world.Writes);

        // The rules go: so do tag and boundary; name and path can't.
        _world.Policies.Clear();
        _world.Restart();
        await ReadyAsync(binding);
        Assert.Equal(role.Name, Assert.Single(_world.Roles).Key);
        Assert.DoesNotContain("team", _world.Roles[role.Name].Definition.Tags.Keys);
        Assert.Null(_world.Roles[role.Name].Definition.PermissionsBoundary);

        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Roles);
    }

    [Fact]
    public async Task Without_the_rules_nothing_goes_on()
    {
        _world.PoliciesError = new HttpRequestException("The API server is away.");
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        Assert.Equal((OutcomeKind.Failed, Reasons.KubernetesError), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Empty(_world.Calls);
        _world.PoliciesError = null;
        await ReadyAsync(ArticleBinding.Create());
    }

    [Fact]
    public async Task A_deletion_asks_nobodys_leave()
    {
        var binding = ArticleBinding.Create();
        await ReadyAsync(binding);
        _world.Policies.Add(Policy(spec => spec.NamespaceSelector = new NamespaceSelector { MatchExpressions = [new LabelRequirement { Key = "a", Operator = "Near" }] }));
        _world.Restart();
        await NotPermittedAsync(binding, "IrsaPolicy strict can't be understood", "\"Near\"");

        _world.Restart();
        _world.PoliciesError = new HttpRequestException("The API server is away.");
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Roles);
        Assert.Empty(_world.ServiceAccounts);
    }

    [Fact]
    public async Task I5_A_role_with_a_prefix_that_no_status_tells_of_is_removed()
    {
        _world.Policies.Add(Policy(spec => spec.RoleNamePrefix = "team-"));
        var binding = Sample.Binding(spec: spec => spec.ServiceAccount = new ServiceAccountSpec { Create = true });
        await ReadyAsync(binding);
        binding.Status = new IrsaBindingStatus();
        _world.Restart();
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Roles);
    }

    private void Use(GuardRails rules)
    {
        _world.Options = _world.Options with { GuardRails = rules };
        _world.Restart();
    }

    private void Label(string @namespace, string key, string value) =>
        _world.NamespaceLabels[@namespace] = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal).Add(key, value);

    private async Task ReadyAsync(IrsaBinding binding)
    {
        var outcome = (await _world.ReconcileAsync(binding, Cancel)).Outcome;
        Assert.True(outcome.Kind == OutcomeKind.Ready, outcome.Message);
    }

    private async Task NotPermittedAsync(IrsaBinding binding, params string[] parts)
    {
        var outcome = (await _world.ReconcileAsync(binding, Cancel)).Outcome;
        Assert.Equal((OutcomeKind.Stalled, Reasons.NotPermitted), (outcome.Kind, outcome.Reason));
        Assert.All(parts, part => Assert.Contains(part, outcome.Message, StringComparison.Ordinal));
    }

    private AskedRules Asked(IrsaBinding binding, IReadOnlyList<GuardRails> sets) =>
        new(binding.Metadata.Generation, _world.Book.Changes, Task.FromResult(sets));

    private static IrsaPolicy Policy(Action<IrsaPolicySpec> fill, string name = "strict")
    {
        var policy = new IrsaPolicy { Metadata = new V1ObjectMeta { Name = name, Uid = $"uid-{name}", Generation = 1, ResourceVersion = "1" } };
        fill(policy.Spec);
        return policy;
    }
}
