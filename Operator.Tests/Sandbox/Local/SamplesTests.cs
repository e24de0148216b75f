using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Journey;
using IrsaOperator.Sandbox.Local;
using k8s;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class SamplesTests
{
    private static readonly string Folder = Path.GetDirectoryName(ConfigFiles.Sample("any"))!;

    [Fact]
    public void Every_sample_has_one_binding_in_a_namespace_or_one_policy()
    {
        var files = ConfigFiles.Manifests(Folder);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(
            Manifest.ParseAll(File.ReadAllText(file)).All(manifest => manifest.Kind == WellKnown.PolicyKind) || Binding(file).Namespace is not null));
    }

    [Fact]
    public void The_sample_of_a_policy_can_be_understood() => Assert.Null(
        NamespaceRules.From(KubernetesYaml.Deserialize<IrsaPolicy>(File.ReadAllText(ConfigFiles.Sample("team-namespaces.yaml")))).Rules.Problem);

    [Fact]
    public void The_journeys_samples_are_the_ones_it_expects()
    {
        var workload = Binding(ConfigFiles.Sample(Samples.WorkloadFile));
        Assert.Equal((Samples.Workload.Namespace, Samples.Workload.Name), (workload.Namespace, workload.Name));
        Assert.All(
            [Samples.WorkloadRole, Samples.WorkloadManagedPolicy, Samples.WorkloadInlinePolicy],
            name => Assert.Contains(name, workload.Yaml, StringComparison.Ordinal));

        var awsNode = Binding(ConfigFiles.Sample(Samples.AwsNodeFile));
        Assert.Equal((Samples.AwsNode.Namespace, Samples.AwsNode.Name), (awsNode.Namespace, awsNode.Name));
        Assert.Contains(Samples.AwsNodePolicy, awsNode.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_of_the_spec_is_in_the_sample_that_promises_so()
    {
        // With its comments: role and roleArn exclude one another, so one of the two stands in a comment.
        var yaml = File.ReadAllText(ConfigFiles.Sample("every-field.yaml"));

        foreach (var type in (Type[])[typeof(IrsaBindingSpec), typeof(ServiceAccountSpec), typeof(RoleSpec), typeof(InlinePolicySpec)])
            Assert.All(type.GetProperties(), field => Assert.Contains($"{Camel(field.Name)}:", yaml, StringComparison.Ordinal));
    }

    private static Manifest Binding(string file) =>
        Assert.Single(Manifest.ParseAll(File.ReadAllText(file)), manifest => manifest.Kind == WellKnown.Kind);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
