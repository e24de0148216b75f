using IrsaOperator.Sandbox.Manifests;
using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.Sandbox.Manifests;

public sealed class ManifestRendererFacts
{
    [Fact]
    public void Descriptions_come_from_the_comments()
    {
        var root = Lamp().Spec.Versions[0].Schema.OpenAPIV3Schema;
        var spec = root.Properties["spec"];

        Assert.Equal("A lamp that follows its LampSpec.", root.Description);
        Assert.Equal("What the lamp should be.", spec.Description);
        Assert.Equal("The colour; null is white.", spec.Properties["color"].Description);
        Assert.Equal("Whether it shines.", root.Properties["status"].Properties["on"].Description);
    }

    [Fact]
    public void An_explicit_description_wins() =>
        Assert.Equal("Explicit text.", Lamp().Spec.Versions[0].Schema.OpenAPIV3Schema.Properties["spec"].Properties["watts"].Description);

    [Fact]
    public void Items_and_dictionary_values_are_described_too() =>
        Assert.Equal(2, ManifestRenderer.RenderCrd(typeof(V1Lamp)).Split("The socket's size.").Length - 1);

    [Fact]
    public void A_manifest_says_how_to_renew_it_and_is_the_same_each_time()
    {
        var text = ManifestRenderer.RenderCrd(typeof(V1Lamp));

        Assert.StartsWith("# Generated from the C# attributes; renew with `dotnet run --project Sandbox -- manifests`.\n", text, StringComparison.Ordinal);
        Assert.Equal(text, ManifestRenderer.RenderCrd(typeof(V1Lamp)));
    }

    [Fact]
    public void A_cluster_role_has_the_rules_of_the_attributes_without_empty_lists()
    {
        var text = ManifestRenderer.RenderClusterRole("lamp", [typeof(LampController)]);
        var role = KubernetesYaml.Deserialize<V1ClusterRole>(text);

        Assert.DoesNotContain("[]", text, StringComparison.Ordinal);
        Assert.Equal("lamp", role.Metadata.Name);
        Assert.Equal(3, role.Rules.Count);
        Assert.Contains(role.Rules, rule => rule.Resources is ["configmaps", "serviceaccounts"] && rule.Verbs is ["get", "patch"] && rule.ApiGroups is [""]);
        Assert.Contains(role.Rules, rule => rule.NonResourceURLs is ["/metrics"] && rule.Resources is null);
    }

    [Fact]
    public void The_order_of_rules_does_not_depend_on_the_order_they_come_in()
    {
        var rules = ManifestRenderer.RulesOf([typeof(LampController)]);

        var text = ManifestRenderer.RenderRole("lamp", "lamps", rules);

        Assert.Equal(text, ManifestRenderer.RenderRole("lamp", "lamps", rules.Reverse()));
        Assert.Equal("lamps", KubernetesYaml.Deserialize<V1Role>(text).Metadata.NamespaceProperty);
    }

    private static V1CustomResourceDefinition Lamp() =>
        KubernetesYaml.Deserialize<V1CustomResourceDefinition>(ManifestRenderer.RenderCrd(typeof(V1Lamp)));
}
