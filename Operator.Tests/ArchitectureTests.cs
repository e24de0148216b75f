using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using IrsaOperator.Api;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace IrsaOperator.Tests;

/// <summary>Holds Operator/ to docs/architecture.puml, and to the rules that a diagram can't draw.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Operator = typeof(IrsaBinding).Assembly;
    private static readonly ArchUnitNET.Domain.Architecture Architecture = new ArchLoader().LoadAssemblies(Operator).Build();

    private static IObjectProvider<IType> Ours => Types().That().ResideInNamespaceMatching(@"^IrsaOperator\.");

    [Fact]
    public void Code_depends_only_as_the_diagram_allows() =>
        Types().That().Are(Ours).Should().AdhereToPlantUmlDiagram(RepositoryFiles.Diagram).Check(Architecture);

    [Fact]
    public async Task A_diagram_without_an_arrow_that_the_code_needs_is_refused()
    {
        var lines = await File.ReadAllLinesAsync(RepositoryFiles.Diagram, TestContext.Current.CancellationToken);
        Assert.Contains("[Reconciliation] --> [Aws]", lines);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, lines.Where(line => line != "[Reconciliation] --> [Aws]"), TestContext.Current.CancellationToken);
            Assert.False(Types().That().Are(Ours).Should().AdhereToPlantUmlDiagram(file).HasNoViolations(Architecture));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Every_folder_of_the_operator_is_a_component_of_the_diagram()
    {
        var folders = Directory.GetDirectories(RepositoryFiles.Path("Operator"))
            .Select(folder => Path.GetFileName(folder))
            .Where(folder => folder is not ("bin" or "obj" or "Properties"));
        var diagram = await File.ReadAllLinesAsync(RepositoryFiles.Diagram, TestContext.Current.CancellationToken);
        var components = diagram.Where(line => line.Contains("<<", StringComparison.Ordinal)).Select(line => line[1..line.IndexOf(']', StringComparison.Ordinal)]);

        Assert.Equal(folders.Order(StringComparer.Ordinal), components.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_namespace_of_the_operator_is_a_folder() =>
        Assert.All(
            OwnTypes().Select(type => type.Namespace!).Distinct(StringComparer.Ordinal),
            name => Assert.True(Directory.Exists(RepositoryFiles.Path("Operator", name["IrsaOperator.".Length..])), name));

    [Theory]
    [InlineData("Api")]
    [InlineData("Planning")]
    [InlineData("Status")]
    [InlineData("Cluster")]
    [InlineData("Reconciliation")]
    public void The_AWS_SDK_is_known_to_Aws_and_Hosting_only(string folder) => Avoids(folder, @"^Amazon(\.|$)");

    [Theory]
    [InlineData("Aws")]
    [InlineData("Planning")]
    [InlineData("Status")]
    public void The_Kubernetes_client_is_known_to_Api_Cluster_Reconciliation_and_Hosting_only(string folder) =>
        // The entity of Api carries its metadata as V1ObjectMeta.
        Avoids(folder, @"^k8s(\.|$)", except: @"^k8s\.(Models\.V1ObjectMeta|IMetadata`1|IKubernetesObject(`1)?|ISpec`1|IStatus`1)(\W|$)");

    [Theory]
    [InlineData("Planning")]
    [InlineData("Status")]
    public void Decisions_have_no_clock_no_logger_and_no_network(string folder) =>
        Avoids(folder, @"^(Microsoft\.Extensions\.Logging|System\.Net\.Http|System\.Diagnostics\.Metrics|System\.IO)(\.|$)", orType: @"^System\.(TimeProvider|Threading\..*|Diagnostics\.(Activity|Process|Stopwatch).*)$");

    [Theory]
    [InlineData("Planning")]
    [InlineData("Status")]
    public void Decisions_are_not_asynchronous(string folder) =>
        Assert.Empty(OwnTypes()
            .Where(type => type.Namespace == $"IrsaOperator.{folder}")
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(AsyncStateMachineAttribute)) || typeof(Task).IsAssignableFrom(method.ReturnType)
                || method.ReturnType.FullName?.StartsWith("System.Threading.Tasks.ValueTask", StringComparison.Ordinal) == true)
            .Select(method => $"{method.DeclaringType}.{method.Name}"));

    [Fact]
    public void The_rules_see_the_dependencies_that_are_there()
    {
        Assert.Contains(Dependencies("Aws"), name => name.StartsWith("Amazon.", StringComparison.Ordinal));
        Assert.Contains(Dependencies("Cluster"), name => name.StartsWith("k8s.", StringComparison.Ordinal));
        Assert.Contains("System.TimeProvider", Dependencies("Aws"));
    }

    private static void Avoids(string folder, string namespaces, string? orType = null, string? except = null) =>
        Assert.DoesNotContain(Dependencies(folder), name =>
            (Matches(name, namespaces) || (orType is not null && Matches(name, orType))) && (except is null || !Matches(name, except)));

    private static bool Matches(string name, string pattern) =>
        Regex.IsMatch(name, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static SortedSet<string> Dependencies(string folder) => new(
        Architecture.Types
            .Where(type => type.Namespace.FullName == $"IrsaOperator.{folder}")
            .SelectMany(type => type.Dependencies)
            .Select(dependency => dependency.Target.FullName),
        StringComparer.Ordinal);

    private static IEnumerable<System.Type> OwnTypes() =>
        Operator.GetTypes().Where(type => type.Namespace?.StartsWith("IrsaOperator.", StringComparison.Ordinal) == true);
}
