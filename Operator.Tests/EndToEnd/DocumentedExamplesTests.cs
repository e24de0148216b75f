using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using IrsaOperator.Api;
using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>What the documents show can be applied as it stands, and gets as far as the world lets it.</summary>
[Collection(OperatorCollection.Name)]
public sealed partial class DocumentedExamplesTests(OperatorFixture fixture)
{
    public static TheoryData<string, int> Examples
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var document in new[] { "README.md", "docs/spec/irsabinding.md", "docs/operations.md" })
            {
                for (var i = 0; i < Blocks(document).Count; i++)
                    data.Add(document, i);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_taken_by_the_API_server_and_by_the_operator(string document, int index)
    {
        var yaml = Blocks(document)[index];
        var binding = KubernetesJson.Deserialize<IrsaBinding>(KubernetesJson.Serialize(KubernetesYaml.Deserialize<Dictionary<string, object>>(yaml)));
        binding.Metadata.NamespaceProperty = await fixture.CreateNamespaceAsync("doc");
        await fixture.CreateServiceAccountAsync(binding.Metadata.NamespaceProperty, binding.Spec.ServiceAccount?.Name ?? binding.Metadata.Name);

        var created = await fixture.Client.CreateAsync(binding, TestContext.Current.CancellationToken);
        var seen = await fixture.EventuallyAsync(
            async () => await fixture.Client.GetAsync<IrsaBinding>(created.Metadata.Name, created.Metadata.NamespaceProperty, TestContext.Current.CancellationToken),
            found => found?.Condition(ConditionTypes.Ready) is { Reason: not Reasons.Propagating }, "a verdict");

        // Roles, policies and boundaries of the examples are not in this account; everything else is in order.
        var ready = seen!.Condition(ConditionTypes.Ready)!;
        Assert.Contains(ready.Reason, new[] { Reasons.Reconciled, Reasons.RoleMissing, Reasons.Rejected, Reasons.NotPermitted });
        await fixture.DeleteAsync(created);
    }

    [Fact]
    public async Task Every_example_of_a_policy_is_taken_by_the_API_server()
    {
        var examples = Blocks("docs/spec/irsapolicy.md", "IrsaPolicy");
        Assert.NotEmpty(examples);
        foreach (var yaml in examples)
        {
            // Not kept: a policy holds for namespaces of other tests as well.
            var policy = KubernetesJson.Deserialize<IrsaPolicy>(KubernetesJson.Serialize(KubernetesYaml.Deserialize<Dictionary<string, object>>(yaml)));
            var taken = await fixture.Client.ApiClient.CustomObjects.CreateClusterCustomObjectAsync<IrsaPolicy>(
                policy, WellKnown.Group, WellKnown.Version, WellKnown.PolicyPlural, dryRun: "All", cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(KubernetesJson.Serialize(policy.Spec), KubernetesJson.Serialize(taken.Spec));
        }
    }

    [Fact]
    public async Task Every_workload_is_taken_by_the_API_server()
    {
        var workloads = Blocks("docs/nodes.md", "Deployment");
        Assert.Equal(2, workloads.Count);
        var @namespace = await fixture.CreateNamespaceAsync("nodes");
        foreach (var yaml in workloads)
        {
            var declared = KubernetesYaml.Deserialize<V1Deployment>(yaml, strict: true);
            declared.Metadata.NamespaceProperty = @namespace;
            var taken = await fixture.Client.ApiClient.AppsV1.CreateNamespacedDeploymentAsync(declared, @namespace, dryRun: "All", cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(Placement(declared), Placement(taken));
        }
    }

    /// <summary>What decides where the pods run.</summary>
    private static string Placement(V1Deployment deployment) => KubernetesJson.Serialize(new V1PodSpec
    {
        Affinity = deployment.Spec.Template.Spec.Affinity,
        NodeSelector = deployment.Spec.Template.Spec.NodeSelector,
        Tolerations = deployment.Spec.Template.Spec.Tolerations,
        TopologySpreadConstraints = deployment.Spec.Template.Spec.TopologySpreadConstraints,
    });

    private static IReadOnlyList<string> Blocks(string document, string kind = "IrsaBinding", [CallerFilePath] string file = "") =>
    [
        .. YamlBlock().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", document)))
            .Select(match => match.Groups["yaml"].Value)
            .Where(yaml => yaml.Contains($"kind: {kind}\n", StringComparison.Ordinal)),
    ];

    [GeneratedRegex("^```yaml\\n(?<yaml>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex YamlBlock();
}
