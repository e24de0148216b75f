using IrsaOperator.Cluster;
using k8s;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>The cluster's issuer, as the API server itself tells it.</summary>
[Collection(OperatorCollection.Name)]
public sealed class IssuerTests(OperatorFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_API_server_tells_its_issuer_though_the_client_takes_the_document_for_a_string()
    {
        using var kubernetes = new Kubernetes(fixture.Eks.Plane.AdminConfiguration());
        using var client = new global::KubeOps.KubernetesClient.KubernetesClient(fixture.Eks.Plane.AdminConfiguration(), kubernetes);
        Assert.Equal(fixture.Eks.Plane.Issuer, await new ApiServerIssuer(client).GetAsync(Cancel));
    }
}
