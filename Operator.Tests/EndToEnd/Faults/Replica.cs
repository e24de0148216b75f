using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>One of several operators, with a way of its own to the API server.</summary>
internal sealed class Replica(ApiProxy api, OperatorProcess process) : IAsyncDisposable
{
    public ApiProxy Api => api;

    public OperatorProcess Process => process;

    /// <summary>How often it has begun to lead, and whether it does now, by its own word.</summary>
    public bool Leads => process.Log.LastOrDefault(line => line.Contains("eads by lease", StringComparison.Ordinal) || line.Contains("no longer leads", StringComparison.Ordinal))
        ?.Contains("eads by lease", StringComparison.Ordinal) == true;

    public static async Task<Replica> StartAsync(FaultFixture fixture, params string[] arguments)
    {
        var api = await ApiProxy.StartAsync(fixture.Eks.Plane, FaultFixture.Cancel);
        return new Replica(api, await fixture.NewProcessAsync(api, ["--leader-elect", .. arguments]));
    }

    public async ValueTask DisposeAsync()
    {
        await process.KillAsync();
        await process.DisposeAsync();
        await api.DisposeAsync();
    }
}
