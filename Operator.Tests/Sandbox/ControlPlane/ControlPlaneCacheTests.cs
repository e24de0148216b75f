using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

public sealed class ControlPlaneCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedProgress _progress = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_at_once_make_a_version_once()
    {
        var made = 0;
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Task<ControlPlaneBinaries> GetAsync() => Cache().GetOrAddAsync(
            "1.20.2",
            "test",
            async scratch =>
            {
                Interlocked.Increment(ref made);
                entered.SetResult();
                await release.Task;
                return TemporaryFolder.FillWithBinaries(Path.Combine(scratch, "made"));
            },
            _progress,
            Cancellation);

        var first = GetAsync();
        await entered.Task.WaitAsync(Cancellation);
        var second = GetAsync();
        Assert.Null(Cache().Find("1.20.2", "test"));
        release.SetResult();

        Assert.Equal(await first, await second);
        Assert.Equal(1, made);
        Assert.Contains("another process is preparing the control plane; waiting for it", _progress.Lines);
    }

    [Fact]
    public async Task A_failure_leaves_nothing_behind_and_the_next_try_succeeds()
    {
        await Assert.ThrowsAsync<CommandFailedException>(() => Cache().GetOrAddAsync(
            "1.20.2", "test", _ => throw new CommandFailedException("go ended with code 1"), _progress, Cancellation));
        Assert.Empty(Directory.EnumerateDirectories(_folder.Path));

        var binaries = await Cache().GetOrAddAsync(
            "1.20.2", "test", scratch => Task.FromResult(TemporaryFolder.FillWithBinaries(Path.Combine(scratch, "made"))), _progress, Cancellation);

        Assert.Equal(Path.Combine(_folder.Path, "1.20.2", "etcd"), binaries.Etcd);
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed()
    {
        var leftover = Directory.CreateDirectory(Path.Combine(_folder.Path, ".scratch-dead")).FullName;

        await Cache().GetOrAddAsync(
            "1.20.2", "test", scratch => Task.FromResult(TemporaryFolder.FillWithBinaries(Path.Combine(scratch, "made"))), _progress, Cancellation);

        Assert.False(Directory.Exists(leftover));
        Assert.Equal(["1.20.2"], Directory.EnumerateDirectories(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("/var/cache/me", "/var/cache/me/irsa-operator/control-plane")]
    [InlineData("relative", null)]
    [InlineData(null, null)]
    public void The_cache_is_where_the_user_keeps_caches(string? cacheHome, string? expected)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        var cache = ControlPlaneCache.ForUser(name => name == "XDG_CACHE_HOME" ? cacheHome : null);

        Assert.Equal(expected ?? Path.Combine(home, ".cache", "irsa-operator", "control-plane"), cache.Root);
    }

    private ControlPlaneCache Cache() => new(_folder.Path, TimeProvider.System);
}
