using IrsaOperator.Api;
using k8s;

namespace IrsaOperator.Tests.Cluster;

public sealed class TextPoolTests
{
    [Fact]
    public void Two_equal_texts_become_one()
    {
        var (one, other) = (new string("Reconciled by two"), new string("Reconciled by two".ToCharArray()));
        Assert.NotSame(one, other);
        Assert.Same(TextPool.Share(one), TextPool.Share(other));
    }

    [Fact]
    public void A_text_never_becomes_another_however_many_there_are()
    {
        for (var i = 0; i < 50_000; i++)
        {
            var text = $"text {i}";
            Assert.Equal(text, TextPool.Share(text));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_stays_nothing(string? text) => Assert.Equal(text, TextPool.Share(text));

    [Fact]
    public void A_binding_that_is_read_says_the_same_as_before_it_shared_its_texts()
    {
        var binding = Reconciliation.ArticleBinding.Create();
        binding.Status = new IrsaBindingStatus
        {
            Policies = ["arn:aws:iam::aws:policy/A"],
            Trust = new TrustStatus { Provider = "provider", Subject = "subject", Audience = "audience" },
            Conditions = [new BindingCondition { Type = "Ready", Status = "True", Reason = "Reconciled", Message = "All is well." }],
        };
        var written = KubernetesJson.Serialize(binding);
        Assert.Equal(written, KubernetesJson.Serialize(KubernetesJson.Deserialize<IrsaBinding>(written)));
    }

    [Fact]
    public void Lists_with_holes_and_missing_parts_are_read_as_they_are()
    {
        var binding = KubernetesJson.Deserialize<IrsaBinding>(
            """{"metadata":{},"spec":{"role":{"managedPolicies":[null,"a"],"inlinePolicies":[null,{"name":"table"}]}},"status":{"conditions":[null],"policies":null}}""");
        Assert.Equal([null!, "a"], binding.Spec.Role!.ManagedPolicies!);
        Assert.Equal("table", binding.Spec.Role.InlinePolicies![1].Name);
    }
}
