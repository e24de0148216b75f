using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Aws;

public sealed class RoleCacheTests
{
    private static readonly ObservedRole Role = FakeRole.Created(new RoleDefinition { Name = "r", Path = "/", Trust = null });

    private readonly FakeTimeProvider _time = new();
    private readonly RoleCache _cache;

    public RoleCacheTests() => _cache = new RoleCache(_time);

    [Fact]
    public void A_read_is_believed_until_it_is_too_old()
    {
        _cache.Read("r", Role);
        Assert.Same(Role, _cache.Find("R", TimeSpan.FromMinutes(1)));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(_cache.Find("r", TimeSpan.FromMinutes(1)));
        Assert.Same(Role, _cache.Find("r", TimeSpan.MaxValue));
    }

    [Fact]
    public void After_a_write_a_role_is_not_asked_for_as_long_as_a_read_is_believed_for_the_answer_may_lag()
    {
        _cache.Read("r", Role);
        _time.Advance(TimeSpan.FromMinutes(2));
        _cache.Changed("r", Role);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(Role, _cache.Find("r", TimeSpan.FromMinutes(1)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_cache.Find("r", TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_write_does_not_put_off_the_next_read_beyond_the_settling_time()
    {
        _cache.Read("r", Role);
        _time.Advance(TimeSpan.FromMinutes(10));
        _cache.Changed("r", Role);
        Assert.Same(Role, _cache.Find("r", TimeSpan.FromMinutes(10)));
        _time.Advance(RoleCache.SettlingTime);
        Assert.Null(_cache.Find("r", TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void The_rest_of_a_role_that_is_changed_again_and_again_is_looked_at_all_the_same()
    {
        var maxAge = TimeSpan.FromMinutes(1);
        _cache.Read("r", Role);
        for (var age = TimeSpan.Zero; age < maxAge + RoleCache.SettlingTime; age += maxAge / 2)
        {
            Assert.Same(Role, _cache.Find("r", maxAge));
            _cache.Changed("r", Role);
            _time.Advance(maxAge / 2);
        }

        Assert.Null(_cache.Find("r", maxAge));
    }

    [Fact]
    public void A_role_settles_longer_than_the_two_minutes_that_IAM_was_seen_to_take()
    {
        _cache.Changed("r", Role);
        _time.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(30));
        Assert.True(_cache.IsSettling("r"));
    }

    [Fact]
    public void A_role_settles_for_a_while_after_a_write()
    {
        Assert.False(_cache.IsSettling("r"));
        _cache.Changed("r", Role);
        Assert.True(_cache.IsSettling("r"));
        _cache.Forget("r");
        Assert.True(_cache.IsSettling("r"));
        _time.Advance(RoleCache.SettlingTime);
        Assert.False(_cache.IsSettling("r"));
    }

    [Fact]
    public void An_effect_that_is_not_known_is_forgotten()
    {
        _cache.Read("r", Role);
        _cache.Forget("r");
        Assert.Null(_cache.Find("r", TimeSpan.MaxValue));
    }

    [Fact]
    public void A_read_that_lags_behind_a_write_does_not_undo_what_is_known()
    {
        _cache.Changed("r", Role);
        _cache.Read("r", null);
        _cache.Read("r", Role with { Id = "AROAEARLIER" });
        _cache.Read("r", Role with { Definition = Role.Definition with { Tags = new Owner("c", "n", "b", "u").Tags() } });
        Assert.Same(Role, _cache.Find("r", TimeSpan.MaxValue));
        _time.Advance(RoleCache.SettlingTime);
        _cache.Read("r", null);
        Assert.Null(_cache.Find("r", TimeSpan.MaxValue));
    }

    [Fact]
    public void A_role_that_we_deleted_comes_back_neither_by_a_sweep_nor_by_a_read()
    {
        _cache.Read("r", Role);
        _cache.Changed("r", null);
        _cache.Swept("r", Role, _time.GetTimestamp());
        _cache.Read("r", Role);
        Assert.Null(_cache.Find("r", TimeSpan.MaxValue));
        _time.Advance(RoleCache.SettlingTime);
        _cache.Swept("r", Role, _time.GetTimestamp());
        Assert.Same(Role, _cache.Find("r", TimeSpan.MaxValue));
    }

    [Fact]
    public void A_creation_whose_effect_is_not_known_is_in_doubt_until_the_role_is_seen_or_IAM_has_settled()
    {
        Assert.False(_cache.IsInDoubt("r"));
        _cache.Doubt("r");
        _cache.Read("r", null);
        Assert.True(_cache.IsInDoubt("r"));
        _cache.Read("r", Role);
        Assert.False(_cache.IsInDoubt("r"));
        _cache.Doubt("r");
        _time.Advance(RoleCache.SettlingTime);
        Assert.False(_cache.IsInDoubt("r"));
    }

    [Fact]
    public void Absence_is_not_kept()
    {
        _cache.Read("r", null);
        Assert.Null(_cache.Find("r", TimeSpan.MaxValue));
    }

    [Fact]
    public void A_sweep_that_began_before_a_deletion_does_not_bring_the_role_back()
    {
        _cache.Read("r", Role);
        var began = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        _cache.Changed("r", null);
        _cache.Release("r");
        _cache.Swept("r", Role, began);
        Assert.Null(_cache.Find("r", TimeSpan.MaxValue));
    }

    [Fact]
    public void What_nobody_wants_is_not_kept()
    {
        for (var i = 0; i < 1000; i++)
        {
            _cache.Changed($"made-{i}", Role);
            _cache.Changed($"made-{i}", null);
            _cache.Release($"made-{i}");
            _cache.Read($"found-{i}", Role);
            _cache.Release($"found-{i}");
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.InRange(_cache.Count, 0, (RoleCache.SettlingTime.TotalSeconds / 10) + 1);
    }

    [Fact]
    public void What_no_sweep_shows_and_nobody_reads_is_not_kept()
    {
        _cache.Swept("gone", Role, _time.GetTimestamp());
        _cache.Swept("there", Role, _time.GetTimestamp());
        _time.Advance(TimeSpan.FromMinutes(10));
        _cache.Swept("there", Role, _time.GetTimestamp());
        _cache.Trim(_time.GetTimestamp());
        Assert.Equal((1, true), (_cache.Count, _cache.Find("there", TimeSpan.MaxValue) is not null));
    }
}
