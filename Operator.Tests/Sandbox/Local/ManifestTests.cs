using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class ManifestTests
{
    [Fact]
    public void A_file_has_as_many_manifests_as_filled_documents()
    {
        var manifests = Manifest.ParseAll("""
            # a comment alone is no document
            ---
            apiVersion: v1
            kind: Namespace
            metadata: { name: dev }
            ---
            ---
            apiVersion: irsa-operator.io/v1alpha1
            kind: IrsaBinding
            metadata:
              name: sel-eks-sa
              namespace: dev
            """);

        Assert.Equal([("Namespace", "dev", null), ("IrsaBinding", "sel-eks-sa", "dev")], manifests.Select(m => (m.Kind, m.Name, m.Namespace)));
        Assert.Equal(["api/v1", "apis/irsa-operator.io/v1alpha1"], manifests.Select(m => m.ApiPath));
    }

    [Fact]
    public void A_quoted_number_stays_text()
    {
        var manifest = Assert.Single(Manifest.ParseAll("""
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: c }
            data: { version: "2012-10-17", count: '7', yes: "true" }
            """));

        Assert.Contains("\"2012-10-17\"", manifest.Yaml, StringComparison.Ordinal);
        Assert.Contains("'7'", manifest.Yaml, StringComparison.Ordinal);
        Assert.Contains("\"true\"", manifest.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replacement_names_the_version_it_replaces()
    {
        var manifest = Assert.Single(Manifest.ParseAll("{ apiVersion: v1, kind: ConfigMap, metadata: { name: c } }"));

        Assert.Contains("resourceVersion: \"42\"", manifest.At("42"), StringComparison.Ordinal);
        Assert.DoesNotContain("resourceVersion", manifest.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- a list", "no Kubernetes object")]
    [InlineData("kind: Pod", "apiVersion")]
    [InlineData("apiVersion: v1\nkind: Pod", "name")]
    public void What_is_no_object_is_refused(string text, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => Manifest.ParseAll(text));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
