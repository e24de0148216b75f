using System.Globalization;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Planning;
using IrsaOperator.Tests.Sandbox.Aws;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>An account with a hard limit, which others use as well, and an operator that was told nothing about it.</summary>
[Collection(QuietCollection.Name)]
public sealed class ThrottlingTests(SeparateOperatorFixture fixture, ITestOutputHelper output)
{
    private const double Limit = 15;
    private const int Burst = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Next_to_a_noisy_neighbour_it_uses_nine_tenths_of_what_is_left_with_one_call_in_twenty_throttled()
    {
        var @namespace = await fixture.CreateNamespaceAsync("noisy");
        await using var process = await StartAsync();
        try
        {
            var mark = fixture.Aws.Journal.Mark();
            fixture.Aws.Behaviour.Throttle(Limit, Burst);
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var neighbour = BeNoisyAsync(callsPerSecond: 5, quiet.Token);

            var bindings = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => fixture.CreateAsync(@namespace, $"app-{i}", spec => Policies(spec, inline: 3))));
            foreach (var binding in bindings)
                await fixture.ReadyAsync(binding);

            await quiet.CancelAsync();
            await neighbour;
            Judge([.. fixture.Aws.Journal.Since(mark).Where(call => call.Service == "iam").OrderBy(call => call.Time)]);
            Assert.Matches("""irsa_operator_aws_rate_per_second\{[^}]*kind="write"[^}]*\} [1-9]""", await process.MetricsAsync(Cancel));
        }
        finally
        {
            await EndAsync(process);
        }
    }

    [Fact]
    public async Task I7_A_binding_with_fifty_policies_does_not_delay_the_others()
    {
        var @namespace = await fixture.CreateNamespaceAsync("fifty");
        await using var process = await StartAsync();
        try
        {
            var mark = fixture.Aws.Journal.Mark();
            fixture.Aws.Behaviour.Throttle(Limit, Burst);

            var big = await fixture.CreateAsync(@namespace, "big", spec => Policies(spec, inline: 50));
            await fixture.EventuallyAsync(
                () => Task.FromResult(fixture.Operations(mark, @namespace)), operations => operations.Contains("CreateRole"), "the big one to have begun");
            var others = await Task.WhenAll(Enumerable.Range(0, 15).Select(i => fixture.CreateAsync(@namespace, $"other-{i}", spec => Policies(spec, inline: 1))));
            foreach (var other in others)
                await fixture.ReadyAsync(other);
            await fixture.ReadyAsync(big);

            var policies = fixture.Aws.Journal.Since(mark).Where(call => call.Operation == "PutRolePolicy" && call.ErrorCode is null).ToList();
            var last = policies.FindLastIndex(call => !IsBig(call));
            var left = policies.Skip(last).Count(IsBig);
            output.WriteLine($"When the last of the others had its policy, {left} of the big one's fifty were still to come.");
            Assert.InRange(left, 20, 50);
        }
        finally
        {
            await EndAsync(process);
        }

        bool IsBig(AwsCall call) => fixture.Aws.Account.FindRole(call.Parameters["RoleName"])!.InlinePolicies.Count == 50;
    }

    private void Judge(List<AwsCall> calls)
    {
        var ours = calls.Where(call => OperatorIdentity.IsOperator(call.Principal)).ToList();
        var throttled = (double)ours.Count(IsThrottled) / ours.Count;

        // Until the last binding was begun there was always more to do than the limit let through.
        var begin = ours[0].Time;
        var end = ours.FindLast(call => call.Operation == "CreateRole")!.Time;
        var window = calls.Where(call => call.Time >= begin && call.Time <= end && !IsThrottled(call)).ToList();
        var used = window.Count(call => OperatorIdentity.IsOperator(call.Principal));
        var left = (end - begin).TotalSeconds * Limit + Burst - (window.Count - used);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{used} calls in {(end - begin).TotalSeconds:F1} s, where the neighbour's {window.Count - used} left {left:F0}: {used / left:P1} used; {throttled:P1} of {ours.Count} throttled"));
        Assert.InRange((end - begin).TotalSeconds, 5, 60);
        Assert.InRange(used / left, 0.9, 1.05);
        Assert.InRange(throttled, 0, 0.05);
    }

    private static bool IsThrottled(AwsCall call) => call.ErrorCode == "Throttling";

    private static void Policies(IrsaBindingSpec spec, int inline)
    {
        spec.ServiceAccount = new ServiceAccountSpec { Create = true };
        spec.Role = new RoleSpec
        {
            ManagedPolicies = ["AmazonS3ReadOnlyAccess"],
            InlinePolicies = [.. Enumerable.Range(0, inline).Select(i => Sample.Inline($"p{i}", Sample.Document("s3:GetObject")))],
        };
    }

    private async Task BeNoisyAsync(int callsPerSecond, CancellationToken cancellationToken)
    {
        using var admin = new AwsTestClient(fixture.Aws, fixture.Aws.Options.AccessKeyId, fixture.Aws.Options.SecretAccessKey, token: null);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1d / callsPerSecond));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await admin.IamAsync("ListOpenIDConnectProviders");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The neighbour moved out.
        }
    }

    /// <summary>An operator with the default pace, after it has looked at what other tests left behind.</summary>
    private async Task<OperatorProcess> StartAsync()
    {
        await fixture.Eks.StopOperatorAsync();
        var process = await OperatorProcess.StartAsync(
            new OperatorProcessOptions
            {
                ControlPlane = fixture.Eks.Plane,
                AwsEndpoint = fixture.Aws.Endpoint,
                Region = fixture.Eks.Region,
                RoleArn = fixture.Eks.OperatorRoleArn,
                Folder = Directory.CreateDirectory(Path.Combine(fixture.Eks.Folder, "paced")).FullName,
                Arguments = fixture.Eks.ClusterArguments,
            },
            Cancel);
        await fixture.EventuallyAsync(
            () => Task.FromResult(fixture.Aws.Journal.Calls is [.., var last] ? last.Time : (DateTimeOffset?)null),
            last => last is null || TimeProvider.System.GetUtcNow() - last > TimeSpan.FromSeconds(2),
            "the operator to have nothing to do");
        return process;
    }

    private async Task EndAsync(OperatorProcess process)
    {
        fixture.Aws.Behaviour.Throttle(callsPerSecond: null);
        await process.StopAsync();
        await fixture.Eks.StartOperatorAsync([], Cancel);
    }
}
