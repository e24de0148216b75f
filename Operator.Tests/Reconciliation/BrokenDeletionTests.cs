using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>Bindings that are deleted with a spec that can't be carried out.</summary>
public sealed class BrokenDeletionTests
{
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_whose_status_was_never_written_goes_though_the_spec_was_broken_since()
    {
        var binding = Sample.Binding(spec: spec => spec.ServiceAccount!.Create = true);
        using var killed = new CancellationTokenSource();
        _world.After = call =>
        {
            if (call.StartsWith("create ", StringComparison.Ordinal))
                killed.Cancel();
            killed.Token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => _world.ReconcileAsync(binding, killed.Token));
        Assert.Single(_world.Roles);
        _world.After = null;
        _world.Restart();

        binding.Spec.ServiceAccount!.TokenExpirationSeconds = 1;
        binding.Metadata.Generation = 2;
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Roles);
    }

    [Fact]
    public async Task One_that_never_was_valid_goes_without_a_call()
    {
        var binding = Sample.Binding(spec: spec => spec.ServiceAccount!.TokenExpirationSeconds = 1);
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Calls);
    }

    [Fact]
    public async Task One_whose_names_nobody_could_have_goes_without_a_call()
    {
        var binding = Sample.Binding(spec: spec => spec.Role!.Name = "no/role");
        binding.Metadata.Generation = 2;
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Calls);
    }
}
