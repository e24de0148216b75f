using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>The way back.</summary>
public sealed class BindingRemoverTests
{
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
            ["apply 0 annotations", "detached arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "deleted inline policy table", "left its instance profiles", "deleted"],
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
