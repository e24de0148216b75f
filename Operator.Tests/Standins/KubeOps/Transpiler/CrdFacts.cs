using System.Reflection;
using k8s;
using k8s.Models;
using KubeOps.Transpiler;
using KubeOps.Transpiler.Exceptions;

namespace IrsaOperator.Tests.Standins.KubeOps.Transpiler;

public sealed class CrdFacts : IDisposable
{
    private readonly MetadataLoadContext _context = TestContexts.Open();

    public void Dispose() => _context.Dispose();

    [Fact]
    public void The_whole_definition_is_the_golden_one()
    {
        var actual = KubernetesYaml.Serialize(_context.Transpile(typeof(V1Beta1Widget))).TrimEnd() + "\n";

        Assert.Equal(TestContexts.Golden("widget.yaml", actual), actual);
    }

    [Fact]
    public void Properties_are_sorted_and_camel_cased() =>
        Assert.Equal(Spec.Properties.Keys.Order(StringComparer.Ordinal), Spec.Properties.Keys);

    [Theory]
    [InlineData("name", "string", null)]
    [InlineData("replicas", "integer", "int32")]
    [InlineData("limit", "integer", "int64")]
    [InlineData("since", "string", "date-time")]
    [InlineData("tags", "object", null)]
    [InlineData("parts", "array", null)]
    [InlineData("anything", "object", null)]
    [InlineData("port", null, null)]
    public void Types_have_their_schema_types(string name, string? type, string? format)
    {
        Assert.Equal(type, Spec.Properties[name].Type);
        Assert.Equal(format, Spec.Properties[name].Format);
    }

    [Theory]
    [InlineData("note")]
    [InlineData("limit")]
    [InlineData("since")]
    [InlineData("anything")]
    public void What_may_be_null_is_nullable(string name) => Assert.True(Spec.Properties[name].Nullable);

    [Theory]
    [InlineData("name")]
    [InlineData("replicas")]
    [InlineData("parts")]
    public void What_may_not_be_null_is_not(string name) => Assert.Null(Spec.Properties[name].Nullable);

    [Fact]
    public void A_required_member_makes_the_spec_required()
    {
        Assert.Equal(["name"], Spec.Required);
        Assert.Equal(["spec"], Root.Required);
    }

    [Fact]
    public void Enums_are_strings_with_their_json_names() => Assert.Equal<object>(["Red", "deep-blue"], Spec.Properties["color"].EnumProperty);

    [Fact]
    public void Validation_rules_keep_all_their_parts()
    {
        var rule = Assert.Single(Spec.XKubernetesValidations);
        Assert.Equal(("self.replicas > 0", ".replicas", "must be positive", "FieldValueInvalid"), (rule.Rule, rule.FieldPath, rule.Message, rule.Reason));
    }

    [Fact]
    public void Ignored_properties_are_left_out() => Assert.DoesNotContain("hidden", Spec.Properties.Keys);

    [Fact]
    public void Embedded_objects_keep_their_fields()
    {
        Assert.True(Spec.Properties["template"].XKubernetesEmbeddedResource);
        Assert.True(Spec.Properties["template"].XKubernetesPreserveUnknownFields);
        Assert.True(Spec.Properties["port"].XKubernetesIntOrString);
    }

    [Fact]
    public void Columns_of_properties_come_before_the_generic_ones() =>
        Assert.Equal(["phase", "Mode", "Age"], Version.AdditionalPrinterColumns.Select(column => column.Name));

    [Fact]
    public void A_status_has_its_subresource() => Assert.NotNull(Version.Subresources.Status);

    [Fact]
    public void The_highest_version_is_stored_and_ignored_kinds_are_left_out()
    {
        var crd = Assert.Single(_context.Transpile([typeof(V1Beta1Widget), typeof(V1Widget), typeof(V1Hidden), typeof(V1Pod)]));
        Assert.Equal([("v1", true), ("v1beta1", false)], crd.Spec.Versions.Select(version => (version.Name, version.Storage)));
        Assert.Equal("Cluster", crd.Spec.Scope);
    }

    [Theory]
    [InlineData(typeof(BadEntity<SpanSpec>))]
    [InlineData(typeof(BadEntity<CycleSpec>))]
    [InlineData(typeof(BadEntity<UniqueSpec>))]
    [InlineData(typeof(BadEntity<KeySpec>))]
    [InlineData(typeof(BadEntity<ReasonSpec>))]
    public void What_a_schema_cannot_express_fails(Type type) =>
        Assert.Throws<TranspilationFailedException>(() => _context.Transpile(type));

    private V1CustomResourceDefinitionVersion Version => _context.Transpile(typeof(V1Beta1Widget)).Spec.Versions[0];

    private V1JSONSchemaProps Root => Version.Schema.OpenAPIV3Schema;

    private V1JSONSchemaProps Spec => Root.Properties["spec"];
}
