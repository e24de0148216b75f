using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

public sealed class BindingIndexTests
{
    private readonly BindingIndex _index = new();
    private readonly BindingView _view = Sample.View();

    [Fact]
    public void Events_of_service_accounts_that_nobody_binds_wake_nobody() => Assert.Empty(_index.Concerned("dev", "other", null));

    [Fact]
    public void A_wiped_annotation_wakes_the_binding_and_our_own_write_does_not()
    {
        var plan = ServiceAccountPlan.For(_view, "arn:aws:iam::111122223333:role/r");
        _index.Register(_view);
        _index.Expect(_view, plan);
        var annotated = new ServiceAccountState("u", plan.Annotations.ToImmutableDictionary(), [.. plan.Annotations.Keys], null);
        Assert.Empty(_index.Concerned("dev", "app", annotated));
        Assert.Single(_index.Concerned("dev", "app", annotated with { Annotations = ImmutableDictionary<string, string>.Empty }));
        Assert.Single(_index.Concerned("dev", "app", null));
    }

    [Fact]
    public void When_the_winner_goes_the_others_are_told()
    {
        var younger = new BindingView(Sample.Binding(name: "younger", spec: spec => spec.ServiceAccount = new ServiceAccountSpec { Name = "app" }));
        younger.Binding.Metadata.CreationTimestamp = DateTime.MaxValue;
        _index.Register(younger);
        Assert.Same(_view.Binding, _index.Register(_view));
        Assert.Same(_view.Binding, _index.Register(younger));
        Assert.Same(younger.Binding, Assert.Single(_index.Release(_view)));
        Assert.Same(younger.Binding, _index.Register(younger));
    }
}
