using IrsaOperator.Sandbox.Local;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class ProjectedTokenTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("projected-token-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly SemaphoreSlim _requested = new(0);
    private int _count;
    private bool _broken;

    private string TokenFile => Path.Combine(_folder, "token");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _requested.Dispose();
    }

    [Fact]
    public async Task The_first_token_is_there_at_once_and_its_users_alone()
    {
        await using var token = await StartAsync();

        Assert.Equal("token 1", await File.ReadAllTextAsync(TokenFile, Cancellation));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(TokenFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task It_is_renewed_before_it_expires()
    {
        await using var token = await StartAsync();

        await AdvanceUntilRequestedAsync(Lifetime * 0.9);
        await UntilFileHoldsAsync("token 2");
    }

    [Fact]
    public async Task A_renewal_that_failed_is_tried_again_soon_and_the_old_token_stays()
    {
        await using var token = await StartAsync();
        _broken = true;
        await AdvanceUntilRequestedAsync(Lifetime * 0.9);
        Assert.Equal("token 1", await File.ReadAllTextAsync(TokenFile, Cancellation));

        _broken = false;
        await AdvanceUntilRequestedAsync(TimeSpan.FromSeconds(5));
        await UntilFileHoldsAsync("token 3");
    }

    [Fact]
    public async Task Nothing_is_renewed_after_its_end()
    {
        var token = await StartAsync();
        await token.DisposeAsync();

        _time.Advance(Lifetime * 3);

        Assert.Equal(1, _count);
    }

    private async Task<ProjectedToken> StartAsync()
    {
        var token = await ProjectedToken.StartAsync(TokenFile, RequestAsync, Lifetime, _time, Cancellation);
        await _requested.WaitAsync(Cancellation);
        return token;
    }

    private Task<string> RequestAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _count);
        var answer = _broken ? Task.FromException<string>(new HttpRequestException("restarting")) : Task.FromResult($"token {number}");
        _requested.Release();
        return answer;
    }

    // The renewal may not have begun to wait yet when the clock moves, so it is moved until the request comes.
    private async Task AdvanceUntilRequestedAsync(TimeSpan step)
    {
        do
            _time.Advance(step);
        while (!await _requested.WaitAsync(TimeSpan.FromMilliseconds(50), Cancellation));
    }

    private async Task UntilFileHoldsAsync(string expected)
    {
        while (await File.ReadAllTextAsync(TokenFile, Cancellation) != expected)
            await Task.Yield();
    }
}
