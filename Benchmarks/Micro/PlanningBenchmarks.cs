using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using IrsaOperator.Api;
using IrsaOperator.Benchmarks.World;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Benchmarks.Micro;

/// <summary>What every look at a binding computes, whether it changes anything or not.</summary>
[MemoryDiagnoser]
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "BenchmarkDotNet calls instance methods.")]
[SuppressMessage("Performance", "CA1515:Consider making public types internal", Justification = "BenchmarkDotNet derives from it.")]
public class PlanningBenchmarks
{
    private const string Pasted = """
        {
          "Statement": { "Resource": "*", "Action": ["dynamodb:GetItem"], "Effect": "Allow" },
          "Version": "2012-10-17"
        }
        """;

    private static readonly ClusterIdentity Identity = new("aws", "111122223333", "https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF");
    private static readonly PlanningOptions Options = new("/irsa-operator/", PermissionsBoundary: null);

    private BindingView _binding = null!;
    private RoleDefinition _desired = null!;
    private ObservedRole _observed = null!;
    private IrsaBindingStatus _status = null!;
    private Findings _findings = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var binding = BenchCluster.Binding("dev", "app");
        (binding.Metadata.Uid, binding.Metadata.Generation) = ("0123", 1);
        _binding = new BindingView(binding);
        _desired = DesiredRole.From(_binding, Identity, Options);
        _observed = new ObservedRole(_desired, "arn:aws:iam::111122223333:role/irsa-operator/r", "AROA", DateTimeOffset.UnixEpoch);
        _findings = new Findings { ServiceAccount = "app", Role = _observed, Declared = Declared.By(_desired) };
        binding.Status = _status = StatusReport.From(binding, Outcome.Ready("Ready."), _findings, DateTimeOffset.UnixEpoch);
    }

    [Benchmark(Description = "policy document: read an answer")]
    public object? ReadDocument() => PolicyDocument.FromAnswer(Uri.EscapeDataString(Pasted));

    [Benchmark(Description = "trust policy: make")]
    public object MakeTrust() => Trust.For(Identity, "dev", "app", "sts.amazonaws.com");

    [Benchmark(Description = "desired role of a binding")]
    public object Desire() => DesiredRole.From(_binding, Identity, Options);

    [Benchmark(Description = "plan without a difference")]
    public object Plan() => RolePlan.Diff(_desired, _observed, Declared.By(_status));

    [Benchmark(Description = "status of a look, and whether it is the same")]
    public bool Report() => StatusEquality.Same(_status, StatusReport.From(_binding.Binding, Outcome.Ready("Ready."), _findings, DateTimeOffset.UnixEpoch));
}
