using System.Globalization;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>I8: the calls that are about the account, the cluster and the operator itself fail in every way, all of them at once.</summary>
[Collection(AwsFaultCollection.Name)]
public sealed class AwsAccountFaultTests(FaultFixture fixture, AwsAccountFaultTests.EarlierBindings earlier, ITestOutputHelper output)
    : IClassFixture<AwsAccountFaultTests.EarlierBindings>, IAsyncDisposable
{
    /// <summary>How often each call fails before it gets through.</summary>
    private const int Times = 2;

    /// <summary>What a process calls that finds bindings of an earlier one.</summary>
    private static readonly string[] AtStart =
    [
        "AssumeRoleWithWebIdentity", "DescribeCluster", "GetAccountAuthorizationDetails", "GetCallerIdentity", "GetOpenIDConnectProvider", "ListPodIdentityAssociations", "ListRoles",
    ];

    private static readonly IReadOnlyList<AwsFaultColumn> All = [AwsFaultMatrix.Throttled, .. AwsFaultMatrix.Columns];

    public static TheoryData<string> Columns => [.. All.Select(column => column.Name)];

    /// <summary>Those among them that the operator needs a right for.</summary>
    internal static IReadOnlyList<string> Signed { get; } =
    [
        .. AtStart.Except(["AssumeRoleWithWebIdentity", "GetCallerIdentity"], StringComparer.Ordinal), "AddClientIDToOpenIDConnectProvider", "CreateOpenIDConnectProvider", "GetAccountSummary",
    ];

    private static CancellationToken Cancel => FaultFixture.Cancel;

    public async ValueTask DisposeAsync()
    {
        fixture.Aws.Behaviour.ClearFaults();
        await fixture.StopAsync();
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task I8_Whatever_a_process_finds_at_its_start_it_gets_through(string name)
    {
        var column = All.Single(column => column.Name == name);

        // How long an exchange of the operator's own token may hang is the SDK's business, which gives it longer than a test has.
        var hangs = column.Mode is AwsFaultMode.Hang or AwsFaultMode.ApplyThenHang;
        var faults = AtStart.Append("GetAccountSummary").Where(operation => !hangs || operation != "AssumeRoleWithWebIdentity").ToDictionary(
            operation => operation,
            operation => fixture.Aws.Behaviour.Add(
                new AwsFault(call => call.Operation == operation && (call.Principal is null || OperatorIdentity.IsOperator(call.Principal)), column.Code, column.Status, Times)
                {
                    Mode = column.Mode,
                    Delay = TimeSpan.FromMilliseconds(300),
                }),
            StringComparer.Ordinal);
        var process = await fixture.StartAsync("--aws-timeout", "1s");
        var count = await earlier.AddAsync();
        await fixture.EventuallyAsync(() => process.MetricsAsync(Cancel), page => Reconciled(page) >= count, "all bindings to be looked at");

        output.WriteLine($"{name}: {string.Join(", ", faults.Select(fault => $"{fault.Key} {fault.Value.Hits}"))}");

        // After a denial nobody sweeps again for an hour.
        Assert.All(
            faults.Where(fault => AtStart.Contains(fault.Key) && (column.Status != 403 || fault.Key != "GetAccountAuthorizationDetails")),
            fault => Assert.True(fault.Value.Hits >= 1, $"{fault.Key} was not called."));
        Figures.Add("AWS faults injected", faults.Values.Sum(fault => fault.Hits));
    }

    private static double Reconciled(string page) => page.Split('\n')
        .Where(line => line.StartsWith("irsa_operator_bindings{", StringComparison.Ordinal) && line.Contains("reason=\"Reconciled\"", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 2)..].Split(' ')[0], CultureInfo.InvariantCulture));

    /// <summary>What each process finds: the bindings that others have made before it.</summary>
    public sealed class EarlierBindings(FaultFixture fixture) : IAsyncLifetime
    {
        private const int AtFirst = 6;

        private string _namespace = "";
        private int _count;

        public async ValueTask InitializeAsync()
        {
            await fixture.StopAsync();
            fixture.Eks.ByHand = true;
            await fixture.StartAsync();
            _namespace = await fixture.CreateNamespaceAsync("account");
            while (_count < AtFirst)
                await AddAsync();
            await fixture.StopAsync();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Makes one more, and waits until it is ready.</summary>
        /// <returns>How many there are.</returns>
        internal async Task<int> AddAsync()
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"b{_count}");
            await fixture.CreateAsync(_namespace, name, spec => spec.ServiceAccount!.Create = true);
            await fixture.ReadyAsync(_namespace, name);
            return ++_count;
        }
    }
}
