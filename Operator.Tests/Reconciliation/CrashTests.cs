using IrsaOperator.Status;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>I5: the process may die at any call.</summary>
public sealed class CrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The process dies at every single call, before and after its effect; a new process gets to the same end.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I5_Killed_at_any_call_a_restart_reaches_the_same_end(bool afterTheEffect)
    {
        var reference = new World();
        await reference.ReconcileAsync(ArticleBinding.Create(), Cancel);
        for (var call = 0; call < reference.Calls.Count; call++)
        {
            var world = new World();
            var binding = ArticleBinding.Create();
            await KillAsync(world, call, afterTheEffect, token => world.ReconcileAsync(binding, token));

            world.Restart();
            var report = await world.ReconcileAsync(binding, Cancel);

            Assert.Equal(OutcomeKind.Ready, report.Outcome.Kind);
            Assert.Equal(reference.Picture(), world.Picture());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I5_Killed_at_any_call_of_a_deletion_a_restart_leaves_no_orphan(bool afterTheEffect)
    {
        var reference = new World();
        var first = ArticleBinding.Create();
        await reference.ReconcileAsync(first, Cancel);
        reference.Calls.Clear();
        Assert.Null(await reference.RemoveAsync(first, Cancel));
        Assert.Equal("", reference.Picture());
        for (var call = 0; call < reference.Calls.Count; call++)
        {
            var world = new World();
            var binding = ArticleBinding.Create();
            await world.ReconcileAsync(binding, Cancel);
            await KillAsync(world, call, afterTheEffect, token => world.RemoveAsync(binding, token));

            world.Restart();

            Assert.Null(await world.RemoveAsync(binding, Cancel));
            Assert.Equal("", world.Picture());
        }
    }

    private static async Task KillAsync(World world, int call, bool afterTheEffect, Func<CancellationToken, Task> work)
    {
        using var killed = new CancellationTokenSource();
        var calls = 0;
        void Kill(string _)
        {
            if (calls++ != call)
                return;
            killed.Cancel();
            killed.Token.ThrowIfCancellationRequested();
        }

        if (afterTheEffect)
            world.After = Kill;
        else
            world.Before = Kill;
        world.Calls.Clear();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work(killed.Token));
        world.Before = world.After = null;
    }
}
