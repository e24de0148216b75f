using System.Reflection;
using KubeOps.Abstractions.Rbac;
using KubeOps.Transpiler;
using KubeOps.Transpiler.Kubernetes;

namespace IrsaOperator.Tests.Standins.KubeOps.Transpiler;

public sealed class RbacFacts : IDisposable
{
    private readonly MetadataLoadContext _context = TestContexts.Open();

    public void Dispose() => _context.Dispose();

    [Fact]
    public void Entity_rules_are_merged_and_follow_the_generic_ones()
    {
        var rules = _context.Transpile(_context.GetContextType<SampleController>().GetCustomAttributesData<RbacAttribute>());

        Assert.Equal(
            [
                "coordination.k8s.io leases *",
                " secrets get,list,watch,create,update,patch,delete",
                "test.example widgets get,list,watch",
                "test.example widgets/status get,update,patch",
            ],
            rules.Select(rule => $"{rule.ApiGroups[0]} {string.Join(',', rule.Resources)} {string.Join(',', rule.Verbs)}"));
    }

    [Fact]
    public void Versions_are_ordered_as_kubernetes_prefers_them() => Assert.Equal(
        ["foo", "v1alpha1", "v1alpha2", "v1beta1", "v1", "v2", "v10"],
        new[] { "v2", "v1beta1", "foo", "v10", "v1alpha2", "v1", "v1alpha1" }.Order(new KubernetesVersionComparer()));
}
