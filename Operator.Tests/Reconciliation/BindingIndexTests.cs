using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

public sealed class BindingIndexTests : IDisposable
{
    private readonly FakeBindings _bindings = new();
    private readonly BindingIndex _index;
    private readonly BindingView _view = Sample.View();

    public BindingIndexTests() => _index = new BindingIndex(_bindings, new ReconcilerOptions { Planning = Sample.Options });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _index.Dispose();

    [Fact]
    public void Events_of_service_accounts_that_nobody_binds_wake_nobody() => Assert.Empty(_index.Observe("dev", "other", null));

    [Fact]
    public async Task A_wiped_annotation_wakes_the_binding_and_our_own_write_does_not()
    {
        var plan = ServiceAccountPlan.For(_view, "arn:aws:iam::111122223333:role/r");
        await _index.RegisterAsync(_view, Cancel);
        _index.Expect(_view, plan);
        var annotated = new ServiceAccountState("u", "1", plan.Annotations.ToImmutableDictionary(), [.. plan.Annotations.Keys], null);
        Assert.Empty(_index.Observe("dev", "app", annotated));
        Assert.Single(_index.Observe("dev", "app", annotated with { Annotations = ImmutableDictionary<string, string>.Empty }));
        Assert.Single(_index.Observe("dev", "app", null));
    }

    [Fact]
    public async Task What_the_watch_has_told_needs_no_read_until_it_tells_otherwise()
    {
        var plan = ServiceAccountPlan.For(_view, "arn:aws:iam::111122223333:role/r");
        var annotated = new ServiceAccountState("u", "1", plan.Annotations.ToImmutableDictionary(), [.. plan.Annotations.Keys], null);
        await _index.RegisterAsync(_view, Cancel);
        Assert.False(_index.IsMet(_view, plan));
        _index.Meet(_view, "u", plan, _index.Expect(_view, plan));
        Assert.True(_index.IsMet(_view, plan));
        Assert.False(_index.IsMet(_view, ServiceAccountPlan.For(_view, "arn:aws:iam::111122223333:role/other")));
        _index.Observe("dev", "app", null);
        Assert.False(_index.IsMet(_view, plan));
        _index.Observe("dev", "app", annotated);
        Assert.True(_index.IsMet(_view, plan));
        Assert.NotNull(_index.LastMet(_view, "u"));
    }

    [Fact]
    public async Task A_change_that_comes_between_our_write_and_its_answer_is_not_forgotten()
    {
        var plan = ServiceAccountPlan.For(_view, "arn:aws:iam::111122223333:role/r");
        await _index.RegisterAsync(_view, Cancel);
        var observations = _index.Expect(_view, plan);
        _index.Observe("dev", "app", null);
        _index.Meet(_view, "u", plan, observations);
        Assert.False(_index.IsMet(_view, plan));
    }

    [Fact]
    public async Task A_fresh_process_knows_from_the_status_what_to_look_for()
    {
        const string arn = "arn:aws:iam::111122223333:role/r";
        _view.Binding.Status = new IrsaBindingStatus { Role = new RoleStatus { Name = "r", Id = "AROA", Arn = arn } };
        _bindings.Items.Add(_view.Binding);
        await _index.FillAsync(Cancel);
        var plan = ServiceAccountPlan.For(_view, arn);
        _index.Observe("dev", "app", new ServiceAccountState("u", "1", plan.Annotations.ToImmutableDictionary(), [.. plan.Annotations.Keys], null));
        await _index.RegisterAsync(_view, Cancel);
        Assert.True(_index.IsMet(_view, plan));
    }

    [Fact]
    public async Task When_the_winner_goes_the_others_are_told()
    {
        var younger = Younger();
        _bindings.Items.AddRange([_view.Binding, younger.Binding]);
        Assert.Null(await _index.RegisterAsync(_view, Cancel));
        Assert.Equal(_view.Uid, (await _index.RegisterAsync(younger, Cancel))!.Winner.Metadata.Uid);
        _bindings.Items.Remove(_view.Binding);
        Assert.Equal(younger.Uid, Assert.Single(_index.Release(_view.Binding)).Metadata.Uid);
        Assert.Null(await _index.RegisterAsync(younger, Cancel));
    }

    [Fact]
    public async Task The_younger_of_two_loses_also_when_a_fresh_process_meets_it_first()
    {
        var younger = Younger();
        _bindings.Items.AddRange([younger.Binding, _view.Binding]);
        Assert.Equal(_view.Uid, (await _index.RegisterAsync(younger, Cancel))!.Winner.Metadata.Uid);
        Assert.Null(await _index.RegisterAsync(_view, Cancel));
        Assert.Equal(1, _bindings.Lists);
    }

    [Fact]
    public async Task A_winner_that_went_while_nobody_watched_does_not_win()
    {
        var younger = Younger();
        _bindings.Items.AddRange([younger.Binding, _view.Binding]);
        await _index.FillAsync(Cancel);
        _bindings.Items.Remove(_view.Binding);
        Assert.Null(await _index.RegisterAsync(younger, Cancel));
    }

    [Theory]
    [InlineData("shared", "SHARED", true)]
    [InlineData("shared", "other", false)]
    [InlineData(null, null, false)]
    public async Task Role_names_are_contested_across_namespaces_and_letter_case(string? first, string? second, bool contested)
    {
        var older = new BindingView(Sample.Binding("a", "x", spec => spec.Role!.Name = first));
        var younger = new BindingView(Sample.Binding("b", "y", spec => spec.Role!.Name = second));
        younger.Binding.Metadata.CreationTimestamp = DateTime.MaxValue;
        _bindings.Items.AddRange([older.Binding, younger.Binding]);
        Assert.Null(await _index.RegisterAsync(older, Cancel));
        var rival = await _index.RegisterAsync(younger, Cancel);
        Assert.Equal(contested, rival is not null);
        Assert.Equal(contested, rival?.Claim.IsRole ?? false);
    }

    [Fact]
    public async Task I7_An_invalid_binding_claims_nothing_unless_it_has_something()
    {
        var invalid = new BindingView(Sample.Binding("a", "x", spec =>
        {
            spec.Role!.Name = "shared";
            spec.Role.MaxSessionDurationSeconds = 1;
        }));
        var valid = new BindingView(Sample.Binding("b", "y", spec => spec.Role!.Name = "shared"));
        valid.Binding.Metadata.CreationTimestamp = DateTime.MaxValue;
        _bindings.Items.AddRange([invalid.Binding, valid.Binding]);
        Assert.Null(await _index.RegisterAsync(valid, Cancel));

        invalid.Binding.Status = new IrsaBindingStatus { Role = new RoleStatus { Name = "shared", Id = "AROA" } };
        using var fresh = new BindingIndex(_bindings, new ReconcilerOptions { Planning = Sample.Options });
        Assert.Equal(invalid.Uid, (await fresh.RegisterAsync(valid, Cancel))!.Winner.Metadata.Uid);
    }

    [Fact]
    public async Task Age_in_the_namespace_is_counted()
    {
        var younger = Younger();
        _bindings.Items.AddRange([_view.Binding, younger.Binding, Sample.Binding("other", "z")]);
        await _index.FillAsync(Cancel);
        Assert.Equal(0, _index.OlderInNamespace(_view));
        Assert.Equal(1, _index.OlderInNamespace(younger));
        Assert.Equal(3, _index.All().Count);
    }

    [Fact]
    public async Task Of_two_bindings_of_one_second_the_one_that_has_the_role_keeps_it()
    {
        var (first, second) = (Named("z"), Named("a"));
        _bindings.Items.Add(first.Binding);
        Assert.Null(await _index.RegisterAsync(first, Cancel));
        _index.Establish(first);
        _bindings.Items.Add(second.Binding);
        Assert.Equal(first.Uid, (await _index.RegisterAsync(second, Cancel))!.Winner.Metadata.Uid);
        Assert.Null(await _index.RegisterAsync(first, Cancel));

        static BindingView Named(string @namespace) => new(Sample.Binding(@namespace, "x", spec => spec.Role!.Name = "shared"));
    }

    [Fact]
    public async Task One_that_was_refused_holds_nothing_is_not_counted_and_is_woken_when_another_goes()
    {
        var younger = Younger();
        _bindings.Items.AddRange([_view.Binding, younger.Binding]);
        await _index.FillAsync(Cancel);
        _index.Withdraw(_view);
        Assert.Equal(0, _index.OlderInNamespace(younger));
        Assert.Null(await _index.RegisterAsync(younger, Cancel));
        Assert.Equal(2, _index.All().Count);
        Assert.Equal(_view.Uid, Assert.Single(_index.Release(younger.Binding)).Metadata.Uid);
    }

    private static BindingView Younger()
    {
        var younger = new BindingView(Sample.Binding(name: "younger", spec: spec => spec.ServiceAccount = new ServiceAccountSpec { Name = "app" }));
        younger.Binding.Metadata.CreationTimestamp = DateTime.MaxValue;
        return younger;
    }
}
