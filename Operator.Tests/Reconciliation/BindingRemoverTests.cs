using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>The way back.</summary>
public sealed class BindingRemoverTests
{
    private const string Name = "sel-eks-oic-dev-sa";

    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I2_Deleting_a_binding_that_never_owned_its_role_leaves_the_role()
    {
        var nobodys = FakeRole.Created(new RoleDefinition { Name = "sel-eks-oic-dev-sa", Path = "/", Trust = null });
        _world.Roles["sel-eks-oic-dev-sa"] = nobodys;
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Same(nobodys, _world.Roles["sel-eks-oic-dev-sa"]);
    }

    /// <summary>A binding that is deleted a moment after it was made: IAM's reads know of the role's creation, or of its adoption, last.</summary>
    [Theory]
    [InlineData("not there")]
    [InlineData("not ours")]
    [InlineData("of another life")]
    public async Task A_role_that_a_lagging_read_does_not_show_as_ours_is_no_orphan(string shown)
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        _world.Settling = true;
        _world.Shown = role => shown switch
        {
            "not there" => null,
            "not ours" => role! with { Definition = role.Definition with { Tags = RoleDefinition.NoTags } },
            _ => role! with { Id = "AROAEARLIER" },
        };

        var outcome = await _world.RemoveAsync(binding, Cancel);

        Assert.Equal((OutcomeKind.Waiting, Reasons.Propagating), (outcome?.Kind, outcome?.Reason));
        Assert.Single(_world.Roles);
    }

    [Fact]
    public async Task A_role_whose_creation_was_sent_with_an_unknown_effect_is_no_orphan()
    {
        var binding = ArticleBinding.Create();
        _world.InDoubt = true;
        Assert.Equal(Reasons.Propagating, (await _world.RemoveAsync(binding, Cancel))?.Reason);
        _world.InDoubt = false;
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
    }

    [Fact]
    public async Task What_a_lagging_read_does_not_show_of_our_policies_is_removed_all_the_same()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        _world.Settling = true;
        _world.Shown = role => role! with { Definition = role.Definition with { ManagedPolicies = [], InlinePolicies = role.Definition.InlinePolicies.Clear() } };
        _world.Calls.Clear();
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Contains("detached arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", _world.Writes);
        Assert.Contains("deleted inline policy table", _world.Writes);
    }

    [Fact]
    public async Task A_binding_that_is_brought_once_more_before_it_goes_is_not_removed_again_by_what_a_lagging_read_shows()
    {
        var binding = ArticleBinding.Create();
        binding.Spec.DeletionPolicy = "Retain";
        await _world.ReconcileAsync(binding, Cancel);
        var owned = _world.Roles.Values.Single();
        _world.ReleaseError = new HttpRequestException("Connection refused.");
        await Assert.ThrowsAsync<HttpRequestException>(() => _world.Finalizer.FinalizeAsync(binding, Cancel));
        Assert.NotEqual(owned, _world.Roles.Values.Single());
        (_world.Shown, _world.ReleaseError) = (_ => owned, null);
        _world.Calls.Clear();

        Assert.True((await _world.Finalizer.FinalizeAsync(binding, Cancel)).IsSuccess);

        Assert.Empty(_world.Calls);
        Assert.Single(_world.Released);
    }

    [Fact]
    public async Task A_deletion_asks_only_whose_the_role_is_and_takes_off_what_is_known_to_hang_on_it()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        _world.Calls.Clear();
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Equal(
            [
                "delete service account", "?head of role sel-eks-oic-dev-sa",
                "detached arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "deleted inline policy table", "deleted",
            ],
            _world.Calls);
    }

    [Fact]
    public async Task What_somebody_has_put_on_the_role_since_is_found_when_IAM_refuses_to_delete_it()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        var role = _world.Roles[Name];
        _world.Roles[Name] = role with { Definition = role.Definition with { ManagedPolicies = role.Definition.ManagedPolicies.Add("arn:aws:iam::aws:policy/ReadOnlyAccess") } };
        _world.Calls.Clear();

        Assert.Null(await _world.RemoveAsync(binding, Cancel));

        Assert.Empty(_world.Roles);
        Assert.Contains($"?role {Name}", _world.Calls);
        Assert.Contains("detached arn:aws:iam::aws:policy/ReadOnlyAccess", _world.Writes);
        Assert.Contains("left its instance profiles", _world.Writes);
    }

    [Fact]
    public async Task I2_A_role_that_somebody_else_has_taken_over_while_it_was_being_deleted_stays()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        var role = _world.Roles[Name];
        var theirs = role with
        {
            Definition = role.Definition with
            {
                ManagedPolicies = ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                InlinePolicies = role.Definition.InlinePolicies.Clear(),
                Tags = role.Definition.Tags.SetItem(Owner.NamespaceTag, "elsewhere"),
            },
        };
        _world.After = call =>
        {
            if (call == "deleted inline policy table")
                _world.Roles[Name] = theirs;
        };

        Assert.Null(await _world.RemoveAsync(binding, Cancel));

        Assert.Same(theirs, _world.Roles[Name]);
        Assert.DoesNotContain(_world.Events, told => told.StartsWith(Reasons.RoleDeleted, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_process_that_knows_nothing_deletes_is_read_first()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        _world.Restart();
        _world.Calls.Clear();
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Roles);
        Assert.Empty(_world.ServiceAccounts);
        Assert.Equal(["?service account", "delete service account", $"?role {Name}"], _world.Calls.Where(call => call != "?issuer" && call != "?caller").Take(3));
    }

    /// <summary>Of what the watch has told it may be one change behind.</summary>
    [Fact]
    public async Task I6_A_service_account_that_its_user_has_made_their_own_a_moment_before_survives_its_binding()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        _world.Watches = false;
        _world.ServiceAccounts[("dev", "sel-eks-sa")] = _world.ServiceAccounts[("dev", "sel-eks-sa")] with { OwnerUid = null };

        Assert.Null(await _world.RemoveAsync(binding, Cancel));

        Assert.Empty(_world.ServiceAccounts[("dev", "sel-eks-sa")].Annotations);
    }

    [Fact]
    public async Task A_binding_that_is_brought_once_more_when_its_finalizer_is_off_costs_nothing()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        Assert.True((await _world.Finalizer.FinalizeAsync(binding, Cancel)).IsSuccess);
        Assert.Single(_world.Released);
        Assert.True((await _world.Finalizer.FinalizeAsync(binding, Cancel)).IsSuccess);
        Assert.Single(_world.Released);
    }

    [Fact]
    public async Task I6_A_service_account_that_was_there_before_survives_its_binding()
    {
        _world.AddServiceAccount("dev", "sel-eks-sa");
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        Assert.NotEmpty(_world.ServiceAccounts[("dev", "sel-eks-sa")].Annotations);

        Assert.Null(await _world.RemoveAsync(binding, Cancel));

        Assert.Empty(_world.ServiceAccounts[("dev", "sel-eks-sa")].Annotations);
        Assert.Empty(_world.Roles);
    }

    [Fact]
    public async Task I6_A_service_account_that_the_binding_made_goes_with_it()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.ServiceAccounts);
    }

    [Fact]
    public async Task I3_On_the_way_back_the_annotation_goes_before_the_role()
    {
        _world.AddServiceAccount("dev", "sel-eks-sa");
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        _world.Calls.Clear();
        await _world.RemoveAsync(binding, Cancel);
        Assert.Equal(
            ["apply 0 annotations", "detached arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "deleted inline policy table", "deleted"],
            _world.Writes);
    }

    [Fact]
    public async Task An_annotation_that_names_another_role_by_now_is_left()
    {
        _world.AddServiceAccount("dev", "sel-eks-sa");
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        var before = _world.ServiceAccounts[("dev", "sel-eks-sa")];
        _world.ServiceAccounts[("dev", "sel-eks-sa")] = before with
        {
            Annotations = before.Annotations.SetItem("eks.amazonaws.com/role-arn", "arn:aws:iam::111122223333:role/other"),
            OurAnnotationKeys = before.OurAnnotationKeys.Remove("eks.amazonaws.com/role-arn"),
        };
        await _world.RemoveAsync(binding, Cancel);
        Assert.Equal("arn:aws:iam::111122223333:role/other", _world.ServiceAccounts[("dev", "sel-eks-sa")].Annotations["eks.amazonaws.com/role-arn"]);
    }

    [Fact]
    public async Task Retain_leaves_the_role_without_its_ownership_tags()
    {
        var binding = ArticleBinding.Create();
        binding.Spec.DeletionPolicy = "Retain";
        await _world.ReconcileAsync(binding, Cancel);
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        var role = Assert.Single(_world.Roles.Values);
        Assert.Null(Owner.Of(role.Definition.Tags));
        Assert.NotEmpty(role.Definition.ManagedPolicies);
    }

    [Fact]
    public async Task A_suspended_binding_holds_its_deletion()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        var picture = _world.Picture();
        binding.Spec.Suspend = true;
        Assert.Equal(Reasons.Suspended, (await _world.RemoveAsync(binding, Cancel))!.Reason);
        Assert.Equal(picture, _world.Picture());
    }
}
