using IrsaOperator.Sandbox.Journey;

namespace IrsaOperator.Tests.Sandbox.Journey;

public sealed class MetricsPageTests
{
    private const string Page = """
        # TYPE irsa_operator_reconciles_total counter
        irsa_operator_reconciles_total{outcome="Ready",reason="Reconciled"} 2 1700000000000
        irsa_operator_reconciles_total{outcome="Waiting",reason="a b"} 3
        irsa_operator_bindings{outcome="Ready"} 7
        plain 1.5
        # EOF
        """;

    [Theory]
    [InlineData("irsa_operator_reconciles_total", 5)]
    [InlineData("irsa_operator_bindings", 7)]
    [InlineData("plain", 1.5)]
    [InlineData("irsa_operator", 0)]
    public void A_metric_is_summed_over_its_labels(string name, double expected) => Assert.Equal(expected, MetricsPage.Sum(Page, name));
}
