using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;
using k8s;
using Microsoft.Extensions.DependencyInjection;
using OperatorSettings = IrsaOperator.Hosting.Settings;

namespace IrsaOperator.Tests;

/// <summary>The documents speak of the program as it is.</summary>
public sealed partial class DocsTests
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static TheoryData<string> Settings => [.. OperatorSettings.All.Select(setting => setting.Flag)];

    public static TheoryData<string> Documents =>
    [
        "README.md", "SECURITY.md", "CONTRIBUTING.md", "Infrastructure/README.md",
        .. Directory.GetFiles(RepositoryFiles.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Path(), file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Every_option_is_in_the_table_with_its_variable_and_default(string flag)
    {
        var setting = OperatorSettings.All.Single(candidate => candidate.Flag == flag);
        var row = Assert.Single(await LinesAsync("docs/operations.md"), line => line.StartsWith($"| `{flag}` |", StringComparison.Ordinal));
        var cells = Cells(row);

        Assert.Equal($"`{setting.EnvironmentVariable}`", cells[1]);
        Assert.Equal(setting.Default is null ? "-" : $"`{setting.Default}`", cells[2]);
    }

    [Fact]
    public async Task The_table_has_no_option_that_does_not_exist() =>
        Assert.Empty((await LinesAsync("docs/operations.md"))
            .Where(line => line.StartsWith("| `--", StringComparison.Ordinal))
            .Select(line => Cells(line)[0].Trim('`'))
            .Except(OperatorSettings.All.Select(setting => setting.Flag), StringComparer.Ordinal));

    [Fact]
    public async Task Every_reason_is_documented_and_no_other() =>
        Assert.Equal(Constants(typeof(Reasons)), await FirstCellsAsync("docs/spec/irsabinding.md", "## Reasons"));

    [Fact]
    public async Task Every_condition_type_is_documented_and_no_other() =>
        Assert.Equal(Constants(typeof(ConditionTypes)), await FirstCellsAsync("docs/spec/irsabinding.md", "### Conditions"));

    [Theory]
    [InlineData(typeof(IrsaPolicySpec), "spec", "docs/spec/irsapolicy.md")]
    [InlineData(typeof(NamespaceSelector), "spec.namespaceSelector", "docs/spec/irsapolicy.md")]
    [InlineData(typeof(LabelRequirement), "spec.namespaceSelector.matchExpressions[]", "docs/spec/irsapolicy.md")]
    [InlineData(typeof(IrsaBindingSpec), "spec")]
    [InlineData(typeof(ServiceAccountSpec), "spec.serviceAccount")]
    [InlineData(typeof(RoleSpec), "spec.role")]
    [InlineData(typeof(InlinePolicySpec), "spec.role.inlinePolicies[]")]
    [InlineData(typeof(IrsaBindingStatus), "status")]
    [InlineData(typeof(RoleStatus), "status.role")]
    [InlineData(typeof(DriftStatus), "status.lastDrift")]
    [InlineData(typeof(TrustStatus), "status.trust")]
    [InlineData(typeof(BindingCondition), "status.conditions[]")]
    public async Task Every_field_is_documented(Type type, string path, string document = "docs/spec/irsabinding.md")
    {
        var text = await TextAsync(document);
        Assert.All(
            type.GetProperties().Select(property => $"`{path}.{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}`"),
            field => Assert.Contains(field, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_metric_is_documented()
    {
        // Tests that run meanwhile publish instruments as well.
        var names = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is AwsMetrics.MeterName or BindingMetrics.MeterName)
                    names.Enqueue(instrument.Name);
            },
        };
        listener.Start();
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        _ = new AwsMetrics(meters);
        _ = new BindingMetrics(meters);

        var text = await TextAsync("docs/operations.md");
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_IAM_policies_allow_the_calls_that_the_operator_makes_and_no_other()
    {
        var calls = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(RepositoryFiles.Path("Operator", "Aws"), "*.cs"))
            calls.UnionWith(Call().Matches(await TextAsync(file)).Select(match => $"{match.Groups["service"].Value}:{match.Groups["operation"].Value}"));
        var allowed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(RepositoryFiles.Path("config", "aws"), "*.json"))
        {
            var statements = JsonNode.Parse(await TextAsync(file))!["Statement"]!.AsArray();
            allowed.UnionWith(statements.SelectMany(statement => statement!["Action"] is JsonArray list
                ? list.Select(action => action!.GetValue<string>())
                : [statement["Action"]!.GetValue<string>()]));
        }

        Assert.Equal(calls, allowed);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_example_is_a_valid_binding_or_policy(string document) =>
        Assert.All(Examples(await TextAsync(document)), example =>
        {
            var json = JsonNode.Parse(KubernetesJson.Serialize(KubernetesYaml.Deserialize<Dictionary<string, object>>(example)))!;
            if (json["kind"]?.GetValue<string>() == WellKnown.PolicyKind)
            {
                Assert.NotNull(json["spec"].Deserialize<IrsaPolicySpec>(Strict));
                Assert.Null(NamespaceRules.From(KubernetesJson.Deserialize<IrsaPolicy>(json.ToJsonString())).Rules.Problem);
            }

            if (json["kind"]?.GetValue<string>() != WellKnown.Kind)
                return;
            Assert.NotNull(json["spec"].Deserialize<IrsaBindingSpec>(Strict));
            Assert.Null(BindingRules.Problem(new BindingView(KubernetesJson.Deserialize<IrsaBinding>(json.ToJsonString()))));
        });

    [Fact]
    public async Task The_README_and_the_spec_have_examples()
    {
        Assert.Contains(Examples(await TextAsync("README.md")), example => example.Contains("kind: IrsaBinding", StringComparison.Ordinal));
        Assert.Contains(Examples(await TextAsync("docs/spec/irsabinding.md")), example => example.Contains("kind: IrsaBinding", StringComparison.Ordinal));
        Assert.Contains(Examples(await TextAsync("docs/spec/irsapolicy.md")), example => example.Contains("kind: IrsaPolicy", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Links_to_files_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(RepositoryFiles.Path(document))!;
        var links = Link().Matches(await TextAsync(document)).Select(match => match.Groups["target"].Value);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), link));
    }

    private static IEnumerable<string> Examples(string document) => YamlBlock().Matches(document)
        .SelectMany(match => match.Groups["yaml"].Value.Split("\n---\n"))
        .Where(yaml => yaml.Contains("apiVersion: irsa-operator.io/", StringComparison.Ordinal));

    private static IEnumerable<string> Constants(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .Order(StringComparer.Ordinal);

    /// <summary>The first cells, in backticks, of the tables between a heading and the next one.</summary>
    private static async Task<IEnumerable<string>> FirstCellsAsync(string document, string heading) => (await LinesAsync(document))
        .SkipWhile(line => line != heading)
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal) && !line.StartsWith("### ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => Cells(line)[0].Trim('`'))
        .Order(StringComparer.Ordinal);

    private static string[] Cells(string row) => row.Trim('|').Split('|', StringSplitOptions.TrimEntries);

    private static async Task<string[]> LinesAsync(string document) => (await TextAsync(document)).Split('\n');

    private static Task<string> TextAsync(string document) =>
        File.ReadAllTextAsync(RepositoryFiles.Path(document), TestContext.Current.CancellationToken);

    // GetCallerIdentity, the one call to STS, needs no permission.
    [GeneratedRegex(@"\b(?<service>iam|eks)\.(?<operation>[A-Z][A-Za-z]+)Async\(", RegexOptions.NonBacktracking)]
    private static partial Regex Call();

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)(?:#[^)]*)?\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
