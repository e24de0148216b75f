using System.Diagnostics.Metrics;
using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Status;
using IrsaOperator.Tests.EndToEnd;
using IrsaOperator.Tests.Planning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IrsaOperator.Tests.Reconciliation.Lagging;

/// <summary>A binding's life of some edits, deletions and restarts, with the operator's real caches before an IAM whose reads lag.</summary>
internal sealed class LaggingHistory : IDisposable
{
    private static readonly string[] Policies = ["AmazonS3ReadOnlyAccess", "ReadOnlyAccess", "AmazonSQSFullAccess"];
    private static readonly string[] Actions = ["s3:GetObject", "sqs:SendMessage", "sns:Publish"];

    private readonly World _world = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<IDisposable> _process = [];
    private readonly Random _random;
    private IrsaBinding _binding = ArticleBinding.Create();
    private int _lives = 1;

    public LaggingHistory(int seed, TimeSpan lag)
    {
        _random = new Random(seed);
        Iam = new InProcessIam(_world.Time);
        Iam.Behaviour.LagReads(lag, seed);
        _world.RealRoles = NewRoles;
        _world.Restart();
    }

    public InProcessIam Iam { get; }

    /// <summary>What was reported on the way, other than Ready.</summary>
    public HashSet<string> Told { get; } = new(StringComparer.Ordinal);

    /// <summary>How often the process was replaced by another one.</summary>
    public int Restarts { get; private set; }

    /// <summary>How many writes were carried out.</summary>
    public int Writes => Iam.Calls.Count(OperatorFixture.IsWrite);

    private IamRole? Role => Iam.Account.FindRole(_binding.Spec.Role!.Name!);

    private CancellationToken Cancel { get; } = TestContext.Current.CancellationToken;

    public async Task RunAsync(int steps, bool restarts)
    {
        await ReconcileAsync();
        for (var step = 0; step < steps; step++)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(_random.Next(0, 60)));
            await (_random.Next(10) switch
            {
                < 6 => EditAsync(),
                < 8 => LiveAgainAsync(),
                _ => restarts ? RestartAsync() : ReconcileAsync(),
            });
        }
    }

    /// <summary>Waits for an audit after all has settled, and compares what is there with what is declared.</summary>
    public async Task CheckAsync()
    {
        _world.Time.Advance(TimeSpan.FromMinutes(11));
        await ReconcileAsync();
        var (spec, role) = (_binding.Spec.Role!, Assert.IsType<IamRole>(Role));
        Assert.Equal(spec.ManagedPolicies!.Select(name => $"arn:aws:iam::aws:policy/{name}").Order(StringComparer.Ordinal), role.AttachedPolicies.Order(StringComparer.Ordinal));
        Assert.Equal(spec.InlinePolicies!.Select(policy => policy.Name).Order(StringComparer.Ordinal), role.InlinePolicies.Keys);
        foreach (var policy in spec.InlinePolicies!)
            Assert.Equal(PolicyDocument.FromAnswer($"{policy.Document}"), PolicyDocument.FromAnswer(role.InlinePolicies[policy.Name!]));
        Assert.Equal(spec.Description ?? "", role.Description ?? "");
        Assert.Equal(_binding.Metadata.Uid, role.Tags[Owner.UidTag]);
        Assert.Single(Iam.Account.Roles);

        var calls = Iam.Calls.Count;
        await ReconcileAsync();
        Assert.DoesNotContain(Iam.Calls.Skip(calls), OperatorFixture.IsWrite);
    }

    public void Dispose()
    {
        Stop();
        Iam.Dispose();
        _services.Dispose();
    }

    private async Task EditAsync()
    {
        var role = _binding.Spec.Role!;
        role.ManagedPolicies = [.. Policies.Where(_ => _random.Next(2) == 0)];
        role.InlinePolicies = [.. Enumerable.Range(0, _random.Next(3)).Select(i => Sample.Inline($"p{i}", Sample.Document(Actions[_random.Next(Actions.Length)])))];
        role.Description = _random.Next(2) == 0 ? null : $"words {_random.Next(3)}";
        role.Tags = _random.Next(2) == 0 ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { [$"t{_random.Next(2)}"] = "v" };
        _binding.Metadata.Generation++;
        await ReconcileAsync();
    }

    private async Task LiveAgainAsync()
    {
        while (await _world.RemoveAsync(_binding, Cancel) is { } outcome)
            Wait(outcome);
        Assert.Null(Role);
        _world.Bindings.Clear();
        _binding = ArticleBinding.Create();
        _binding.Metadata.Uid = $"uid-{++_lives}";
        await ReconcileAsync();
    }

    private Task RestartAsync()
    {
        Restarts++;
        _world.Restart();
        return ReconcileAsync();
    }

    private async Task ReconcileAsync()
    {
        while (await _world.ReconcileAsync(_binding, Cancel) is { Outcome: { Kind: not OutcomeKind.Ready } outcome })
            Wait(outcome);
    }

    private void Wait(Outcome outcome)
    {
        Told.Add(outcome.Reason);

        // A new process may be shown fewer policies than the last one left on the role.
        Assert.True(outcome.Kind == OutcomeKind.Waiting || (outcome.Reason == Reasons.DeletionBlocked && Restarts > 0), outcome.Message);
        _world.Time.Advance(TimeSpan.FromSeconds(3));
    }

    private IamRoles NewRoles()
    {
        Stop();
        var calls = new AwsCalls(
            new AwsCallOptions { CallsPerSecond = 1_000_000, RetryDelay = TimeSpan.FromMilliseconds(1), MaxRetryDelay = TimeSpan.FromMilliseconds(1) },
            new AwsMetrics(_services.GetRequiredService<IMeterFactory>()), TimeProvider.System);
        var client = new AmazonIdentityManagementServiceClient(
            new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
            new AmazonIdentityManagementServiceConfig { RegionEndpoint = RegionEndpoint.EUCentral1, HttpClientFactory = Iam, MaxErrorRetry = 0 });
        var cache = new RoleCache(_world.Time);
        var sweep = new RoleSweep(client, calls, cache, new RoleSweepScope(Sample.Options.RolePath, new Demand(), _world.Time), NullLogger<RoleSweep>.Instance);
        _process.AddRange([calls, client, sweep]);
        return new IamRoles(client, calls, cache, new IamRoleReader(client, calls, cache, _world.Time), sweep);
    }

    private void Stop()
    {
        _process.ForEach(part => part.Dispose());
        _process.Clear();
    }

    /// <summary>Enough for a sweep to pay.</summary>
    private sealed class Demand : IRoleDemand
    {
        public int Roles => 100;
    }
}
