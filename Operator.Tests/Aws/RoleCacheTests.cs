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
    public void A_write_does_not_make_the_rest_of_the_role_younger()
    {
        _cache.Read("r", Role);
        _time.Advance(TimeSpan.FromMinutes(2));
        _cache.Changed("r", Role);
        Assert.Null(_cache.Find("r", TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_role_settles_for_two_minutes_after_a_write()
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
        _cache.Swept("r", Role, _time.GetUtcNow());
        _cache.Read("r", Role);
        Assert.Null(_cache.Find("r", TimeSpan.MaxValue));
        _time.Advance(RoleCache.SettlingTime);
        _cache.Swept("r", Role, _time.GetUtcNow());
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
    public void A_young_role_that_another_process_made_is_expected_to_appear()
    {
        _cache.Expect("old", _time.GetUtcNow() - RoleCache.SettlingTime);
        Assert.False(_cache.IsInDoubt("old"));
        _cache.Expect("young", _time.GetUtcNow());
        _cache.Read("young", null);
        Assert.True(_cache.IsInDoubt("young"));
        _cache.Changed("deleted", null);
        _cache.Expect("deleted", _time.GetUtcNow());
        Assert.False(_cache.IsInDoubt("deleted"));
    }

    [Fact]
    public void Absence_is_not_kept()
    {
        _cache.Read("r", null);
        Assert.Null(_cache.Find("r", TimeSpan.MaxValue));
    }
}
