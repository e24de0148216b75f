using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;
using IrsaOperator.Tests.Planning;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Reconciliation;

public sealed class GuardRailBookTests : IPolicies, IDisposable
{
    private static readonly ReconcilerOptions Options = new() { Planning = Sample.Options };

    private readonly FakeTimeProvider _time = new();
    private readonly List<IrsaPolicy> _policies = [];
    private readonly List<NamespaceState> _namespaces = [];
    private readonly GuardRailBook _book;
    private int _lists;
    private int _finds;
    private Action? _whileListing;
    private Exception? _error;
    private Task _held = Task.CompletedTask;

    public GuardRailBookTests() => _book = new GuardRailBook(this, Options, _time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _book.Dispose();

    [Fact]
    public async Task It_is_read_whole_once_before_the_first_answer()
    {
        _policies.Add(Policy("a", "team", "x"));
        _namespaces.AddRange([Namespace("one", "x"), Namespace("two", "y")]);
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("one"));
        Assert.Equal(["the operator's options"], await SourcesAsync("two"));
        Assert.Equal((1, 0), (_lists, _finds));
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_read()
    {
        _namespaces.Add(Namespace("one", "x"));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => SourcesAsync("one"), Cancel)));
        Assert.Equal(1, _lists);
    }

    [Fact]
    public async Task Many_who_ask_for_live_answers_at_once_share_the_reads()
    {
        _policies.Add(Policy("a", "team", "x"));
        _namespaces.Add(Namespace("one", "x"));
        await SourcesAsync("one");
        _lists = 0;
        var released = new TaskCompletionSource();
        _held = released.Task;

        var answers = Enumerable.Range(0, 50).Select(_ => _book.LiveForAsync("one", created: null, Cancel)).ToList();
        released.SetResult();

        Assert.All(await Task.WhenAll(answers), sets => Assert.Equal(["the operator's options", "IrsaPolicy a"], sets.Select(set => set.Source)));
        Assert.Equal(2, _lists);
    }

    [Fact]
    public async Task Changes_count_what_brings_other_rules_and_nothing_else()
    {
        _policies.Add(Policy("a", "team", "x"));
        _namespaces.Add(Namespace("one", "x"));
        await SourcesAsync("one");
        var before = _book.Changes;
        _book.Set(NamespaceRules.From(_policies[0]));
        _book.Set(Namespace("one", "x", version: "2"));
        Assert.Equal(before, _book.Changes);
        _book.Set(Namespace("one", "y", version: "3"));
        _book.Set(NamespaceRules.From(Policy("a", "team", "y", generation: 2)));
        _book.Remove(NamespaceRules.From(Policy("a", "team", "y", generation: 2)));
        Assert.Equal(before + 3, _book.Changes);
    }

    [Fact]
    public async Task A_namespace_of_a_moment_ago_is_read_live()
    {
        _policies.Add(Policy("a", "team", "x"));
        await SourcesAsync("any");
        _namespaces.Add(Namespace("new", "x"));
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("new"));
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("new"));
        Assert.Equal((1, 2), (_lists, _finds));
    }

    [Fact]
    public async Task In_a_namespace_that_is_gone_all_rules_hold()
    {
        _policies.Add(Policy("a", "team", "x"));
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("gone"));
    }

    [Fact]
    public async Task A_failed_read_is_no_answer_and_is_tried_again()
    {
        _error = new HttpRequestException("away");
        _namespaces.Add(Namespace("one", "x"));
        await Assert.ThrowsAsync<HttpRequestException>(() => SourcesAsync("one"));
        await Assert.ThrowsAsync<HttpRequestException>(() => SourcesAsync("one"));
        _error = null;
        Assert.Equal(["the operator's options"], await SourcesAsync("one"));
    }

    [Fact]
    public async Task Once_in_an_audit_interval_it_is_looked_through_for_what_is_gone_and_an_outage_then_leaves_what_is_known()
    {
        _policies.Add(Policy("a", "team", "x"));
        _namespaces.Add(Namespace("one", "x"));
        await SourcesAsync("one");
        _policies.Clear();
        _time.Advance(Options.AuditInterval);
        _error = new HttpRequestException("away");
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("one"));
        _error = null;
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("one"));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["the operator's options"], await SourcesAsync("one"));
    }

    [Fact]
    public async Task What_a_later_read_finds_changed_still_wakes_when_the_watch_tells_of_it()
    {
        _policies.Add(Policy("a", "team", "x"));
        _namespaces.AddRange([Namespace("one", "x"), Namespace("two", "y")]);
        await SourcesAsync("one");
        _policies[0] = Policy("a", "team", "y", generation: 2);
        _time.Advance(Options.AuditInterval);
        await SourcesAsync("one");
        Assert.Equal(["one", "two"], _book.Set(NamespaceRules.From(_policies[0])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_live_answer_knows_what_the_watches_have_not_told_yet()
    {
        _namespaces.Add(Namespace("one", "x"));
        await SourcesAsync("one");
        _policies.Add(Policy("a", "team", "x"));
        Assert.Equal(["the operator's options", "IrsaPolicy a"], (await _book.LiveForAsync("one", created: null, Cancel)).Select(set => set.Source));
        Assert.Equal(["the operator's options", "IrsaPolicy a"], (await _book.LiveForAsync("gone", created: null, Cancel)).Select(set => set.Source));
        _error = new HttpRequestException("away");
        await Assert.ThrowsAsync<HttpRequestException>(() => _book.LiveForAsync("one", created: null, Cancel));
    }

    [Fact]
    public async Task A_live_answer_serves_all_bindings_that_were_created_before_it_and_no_other()
    {
        _namespaces.Add(Namespace("one", "x"));
        var created = _time.GetUtcNow();
        await SourcesAsync("one");
        var (lists, finds) = (_lists, _finds);
        async Task<(int Lists, int Finds)> ReadsAsync(DateTimeOffset? of)
        {
            await _book.LiveForAsync("one", of, Cancel);
            return (_lists - lists, _finds - finds);
        }

        // Without a policy that tells namespaces apart, nobody asks for them.
        Assert.Equal((1, 0), await ReadsAsync(created));
        _policies.Add(Policy("a", "team", "x"));
        _book.Set(NamespaceRules.From(_policies[0]));
        (lists, finds) = (_lists, _finds);
        Assert.Equal((1, 1), await ReadsAsync(created));

        // As old as the answer, by a clock that shows whole seconds: perhaps younger.
        Assert.Equal((2, 2), await ReadsAsync(created));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((3, 3), await ReadsAsync(created));
        Assert.Equal((3, 3), await ReadsAsync(created));
        Assert.Equal((4, 4), await ReadsAsync(_time.GetUtcNow()));

        // An edited one's age is not known.
        Assert.Equal((5, 5), await ReadsAsync(null));

        // Whatever the watches tell, it is read again.
        _book.Set(NamespaceRules.From(Policy("a", "team", "x", generation: 2)));
        _book.Set(Namespace("one", "y"));
        Assert.Equal((6, 6), await ReadsAsync(created));
    }

    [Fact]
    public async Task A_changed_policy_names_the_namespaces_that_it_held_in_and_holds_in_now()
    {
        _policies.Add(Policy("a", "team", "x"));
        _namespaces.AddRange([Namespace("one", "x"), Namespace("two", "y"), Namespace("three", "z")]);
        await SourcesAsync("one");
        Assert.Empty(_book.Set(NamespaceRules.From(_policies[0])));
        Assert.Equal(["one", "two"], _book.Set(NamespaceRules.From(Policy("a", "team", "y", generation: 2))).Order(StringComparer.Ordinal));
        Assert.Equal(["the operator's options"], await SourcesAsync("one"));
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("two"));
        Assert.Equal(["two"], _book.Remove(NamespaceRules.From(Policy("a", "team", "y", generation: 2))));
        Assert.Equal(["the operator's options"], await SourcesAsync("two"));
    }

    [Fact]
    public async Task A_label_that_brings_no_other_rules_wakes_nobody()
    {
        _policies.Add(Policy("a", "team", "x"));
        _namespaces.Add(Namespace("one", "y"));
        await SourcesAsync("one");
        Assert.Empty(_book.Set(Namespace("one", "z", version: "2")));
        Assert.Equal(["one"], _book.Set(Namespace("one", "x", version: "3")));
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("one"));
        Assert.Equal(["one"], _book.Set(Namespace("one", "y", version: "4")));
        Assert.Equal(["the operator's options"], await SourcesAsync("one"));
    }

    [Fact]
    public async Task News_that_are_older_than_what_is_known_change_nothing()
    {
        _policies.Add(Policy("a", "team", "x", generation: 5));
        _namespaces.Add(Namespace("one", "x", version: "5"));
        await SourcesAsync("one");
        Assert.Empty(_book.Set(NamespaceRules.From(Policy("a", "team", "none", generation: 4))));
        Assert.Empty(_book.Set(Namespace("one", "none", version: "4")));
        _book.Remove(Namespace("one", "none", version: "4"));
        Assert.Empty(_book.Remove(NamespaceRules.From(Policy("a", "team", "x", uid: "an earlier one"))));
        Assert.Equal(["the operator's options", "IrsaPolicy a"], await SourcesAsync("one"));
    }

    [Fact]
    public async Task News_that_come_while_the_lists_are_under_way_are_not_lost()
    {
        _policies.Add(Policy("old", "team", "x"));
        _namespaces.Add(Namespace("one", "x"));
        _whileListing = () =>
        {
            _book.Set(NamespaceRules.From(Policy("new", "team", "x")));
            _book.Remove(NamespaceRules.From(Policy("old", "team", "x")));
        };
        Assert.Equal(["the operator's options", "IrsaPolicy new"], await SourcesAsync("one"));
    }

    async Task<IReadOnlyList<IrsaPolicy>> IPolicies.ListAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        Interlocked.Increment(ref _lists);
        if (_error is not null)
            throw _error;
        await _held;
        IrsaPolicy[] answer = [.. _policies];
        _whileListing?.Invoke();
        return answer;
    }

    Task<IReadOnlyList<NamespaceState>> IPolicies.ListNamespacesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NamespaceState>>([.. _namespaces]);

    Task<NamespaceState?> IPolicies.FindNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        _finds++;
        return Task.FromResult(_namespaces.Find(state => state.Name == name));
    }

    private async Task<IEnumerable<string>> SourcesAsync(string @namespace) => (await _book.ForAsync(@namespace, Cancel)).Select(set => set.Source);

    private static NamespaceState Namespace(string name, string team, string version = "1") =>
        new(name, version, ImmutableDictionary.Create<string, string>(StringComparer.Ordinal).Add("team", team));

    private static IrsaPolicy Policy(string name, string key, string value, long generation = 1, string? uid = null) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Uid = uid ?? $"uid-{name}", Generation = generation, ResourceVersion = $"{generation}" },
        Spec = new IrsaPolicySpec { NamespaceSelector = new NamespaceSelector { MatchLabels = new Dictionary<string, string> { [key] = value } } },
    };
}
