using System.Globalization;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.EndToEnd.Faults;
using IrsaOperator.Tests.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Soak;

/// <summary>Two thousand bindings, and no peace for any of them: what the operator takes up must not grow.</summary>
/// <remarks>By hand: IRSA_SOAK=10m. docs/soak.md has the table that it prints.</remarks>
[Collection(SoakCollection.Name)]
public sealed class RealSoakTests(FaultFixture fixture, ITestOutputHelper output)
{
    private const int Namespaces = 20;

    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(5);

    private readonly Random _random = new(1);
    private readonly List<string> _namespaces = [];
    private int _edits;
    private int _wipes;
    private int _drifts;
    private int _rebirths;
    private int _faults;
    private int _cuts;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Count => int.Parse(Environment.GetEnvironmentVariable("IRSA_SOAK_BINDINGS") ?? "2000", CultureInfo.InvariantCulture);

    [Fact(Explicit = true)]
    public async Task Memory_handles_threads_and_queues_do_not_grow()
    {
        var length = Length(Environment.GetEnvironmentVariable("IRSA_SOAK") ?? "10m");
        fixture.Eks.ByHand = true;
        fixture.Aws.Account.Quotas.Roles = 100_000;
        var process = await fixture.StartAsync("--audit-interval", "60s");
        var id = Vitals.Find(process);
        for (var i = 0; i < Namespaces; i++)
            _namespaces.Add(await fixture.CreateNamespaceAsync("soak"));
        var start = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(0, Count, Cancel, async (i, _) => await CreateAsync(i));
        await AllReadyAsync();
        output.WriteLine($"{Count} bindings ready after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:F0} s");

        start = TimeProvider.System.GetTimestamp();
        var samples = new List<Vitals>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var unrest = Task.WhenAll(
            EveryAsync(500, EditAsync, ending.Token), EveryAsync(500, WipeAsync, ending.Token), EveryAsync(1000, DriftAsync, ending.Token),
            EveryAsync(1000, RebirthAsync, ending.Token), EveryAsync(15_000, FaultAsync, ending.Token), EveryAsync(60_000, CutAsync, ending.Token));
        try
        {
            while (TimeProvider.System.GetElapsedTime(start) < length && !unrest.IsCompleted)
            {
                // What is measured is the course over time; there is no condition that could be awaited instead.
                await Task.Delay(BetweenSamples, TimeProvider.System, Cancel);
                samples.Add(await Vitals.TakeAsync(process, id, TimeProvider.System.GetElapsedTime(start), Cancel));

                // The journal is this process's, but the machine is the same.
                fixture.Aws.Journal.Clear();
            }

            await ending.CancelAsync();
            await unrest;
            fixture.Aws.Behaviour.ClearFaults();
            await AllReadyAsync();
        }
        finally
        {
            Report(samples);
        }

        Judge(samples);
    }

    private static TimeSpan Length(string text) => text[^1] switch
    {
        's' => TimeSpan.FromSeconds(Number(text[..^1])),
        'h' => TimeSpan.FromHours(Number(text[..^1])),
        _ => TimeSpan.FromMinutes(Number(text.TrimEnd('m'))),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private string Namespace(int i) => _namespaces[i % Namespaces];

    private Task CreateAsync(int i) => fixture.CreateAsync(Namespace(i), $"b{i}", spec =>
    {
        spec.ServiceAccount!.Create = true;
        spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess"];
        spec.Role.InlinePolicies = [Sample.Inline("table")];
    });

    private async Task AllReadyAsync()
    {
        foreach (var @namespace in _namespaces)
        {
            await fixture.EventuallyAsync(
                async () => (await fixture.Client.ListAsync<IrsaOperator.Api.IrsaBinding>(@namespace, cancellationToken: Cancel)).Count(FaultFixture.IsReady),
                ready => ready == Count / Namespaces, $"all bindings of {@namespace} to be ready");
        }
    }

    private static async Task EveryAsync(int milliseconds, Func<int, Task> act, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        try
        {
            for (var turn = 0; await timer.WaitForNextTickAsync(cancellationToken); turn++)
                await act(turn);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    private int Any()
    {
        lock (_random)
            return _random.Next(Count);
    }

    private async Task EditAsync(int turn)
    {
        var i = Any();
        if (await fixture.FindAsync(Namespace(i), $"b{i}") is null)
            return;
        await TryAsync(() => fixture.PatchAsync(Namespace(i), $"b{i}", $$$"""{"role":{"description":"edit {{{turn}}}"}}"""));
        _edits++;
    }

    private async Task WipeAsync(int turn)
    {
        var i = Any();
        await TryAsync(() => fixture.Client.PatchAsync<V1ServiceAccount>(
            new V1Patch("""{"metadata":{"annotations":null}}""", V1Patch.PatchType.MergePatch), $"b{i}", Namespace(i), fieldManager: "kubectl", cancellationToken: Cancel));
        _wipes++;
    }

    /// <summary>
    /// Of bindings with an even number: the deletion of one whose role somebody changed just after the operator did waits for minutes,
    /// since IAM's answer might lag, and those with an odd number are deleted again and again.
    /// </summary>
    private Task DriftAsync(int turn)
    {
        var roles = fixture.Aws.Account.Roles.Where(role => role.Path == "/irsa-operator/" && IsEven(role.Name)).ToList();
        var role = roles[Any() % roles.Count];
        _ = turn % 2 == 0
            ? fixture.Aws.Account.ChangeRole(role.Name, known => known with { AttachedPolicies = [] })
            : fixture.Aws.Account.RemoveRole(role.Name) ? null : role;
        _drifts++;
        return Task.CompletedTask;
    }

    private static bool IsEven(string roleName) => roleName.Split('-')[2][^1] is '0' or '2' or '4' or '6' or '8';

    private async Task RebirthAsync(int turn)
    {
        var i = Any() | 1;
        await fixture.Client.DeleteAsync<IrsaOperator.Api.IrsaBinding>($"b{i}", Namespace(i), Cancel);
        await fixture.GoneAsync(Namespace(i), $"b{i}");
        await CreateAsync(i);
        _rebirths++;
    }

    private Task FaultAsync(int turn)
    {
        fixture.Aws.Behaviour.Fail(
            call => OperatorIdentity.IsOperator(call.Principal) && call.Service == "iam", turn % 2 == 0 ? "Throttling" : "ServiceFailure", turn % 2 == 0 ? 400 : 500, times: 3);
        _faults += 3;
        return Task.CompletedTask;
    }

    private Task CutAsync(int turn)
    {
        fixture.Api.CutWatches();
        _cuts++;
        return Task.CompletedTask;
    }

    /// <summary>What comes too late for its object is none.</summary>
    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (k8s.Autorest.HttpOperationException error) when (error.Response.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict)
        {
            // Gone meanwhile.
        }
    }

    private void Report(List<Vitals> samples)
    {
        output.WriteLine($"{_edits} edits, {_wipes} ServiceAccounts wiped, {_drifts} roles changed or deleted, {_rebirths} bindings deleted and made anew, {_faults} faults, watches cut {_cuts} times");
        output.WriteLine("| time | resident MiB | heap MiB | handles | threads | ready | scheduled | bindings | reconciles |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var sample in samples.Where((_, at) => at % 6 == 5))
            output.WriteLine(sample.ToString());
    }

    /// <summary>The last third is held against the middle one: in the first, caches and the runtime fill up.</summary>
    private void Judge(List<Vitals> samples)
    {
        var third = samples.Count / 3;
        void Hold(string what, Func<Vitals, double> of, double factor, double more)
        {
            var (middle, last) = (Median(samples[third..(2 * third)].Select(of)), Median(samples[(2 * third)..].Select(of)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {middle:F0} in the middle third, {last:F0} in the last"));
            Assert.True(last <= (middle * factor) + more, $"{what} grew from {middle} to {last}");
        }

        Hold("resident MiB", vitals => vitals.Memory, 1.1, 8);
        Hold("heap MiB", vitals => vitals.Heap, 1.1, 8);
        Hold("handles", vitals => vitals.Handles, 1.05, 4);
        Hold("threads", vitals => vitals.Threads, 1.1, 4);
        Hold("ready keys", vitals => vitals.Ready, 1.5, 20);
        Hold("scheduled keys", vitals => vitals.Scheduled, 1.02, 20);
        Hold("bindings kept", vitals => vitals.Bindings, 1.02, 20);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
