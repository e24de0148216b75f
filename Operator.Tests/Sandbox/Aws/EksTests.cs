using System.Text.Json.Nodes;

namespace IrsaOperator.Tests.Sandbox.Aws;

public sealed class EksTests
{
    [Fact]
    public async Task The_cluster_tells_its_issuer()
    {
        await using var aws = await AwsFixture.StartAsync();
        Assert.Equal("sandbox", (string)(await aws.Admin.EksAsync(HttpMethod.Get, "/clusters")).Ok().Json["clusters"]![0]!);
        var cluster = (await aws.Admin.EksAsync(HttpMethod.Get, "/clusters/sandbox")).Ok().Json["cluster"]!;
        Assert.Equal(AwsFixture.Issuer, (string)cluster["identity"]!["oidc"]!["issuer"]!);
        Assert.Equal("ACTIVE", (string)cluster["status"]!);
        (await aws.Admin.EksAsync(HttpMethod.Get, "/clusters/no%20ne")).Fails(404, "ResourceNotFoundException", "No cluster found for name: no ne.");
        (await aws.Admin.EksAsync(HttpMethod.Get, "/clusters/sandbox/addons/x")).Fails(404, "ResourceNotFoundException");
        (await aws.Admin.EksAsync(HttpMethod.Get, "/nodes")).Fails(400, "UnknownOperationException");
    }

    [Fact]
    public async Task A_pod_identity_association_lives_its_life()
    {
        await using var aws = await AwsFixture.StartAsync();
        const string path = "/clusters/sandbox/pod-identity-associations";
        var body = new JsonObject { ["namespace"] = "shop", ["serviceAccount"] = "cart", ["roleArn"] = "arn:aws:iam::111122223333:role/app" }.ToJsonString();
        var id = (string)(await aws.Admin.EksAsync(HttpMethod.Post, path, body)).Ok().Json["association"]!["associationId"]!;
        (await aws.Admin.EksAsync(HttpMethod.Post, path, body)).Fails(409, "ResourceInUseException");
        Assert.Single((await aws.Admin.EksAsync(HttpMethod.Get, path + "?namespace=shop")).Ok().Json["associations"]!.AsArray());
        Assert.Empty((await aws.Admin.EksAsync(HttpMethod.Get, path + "?namespace=other")).Ok().Json["associations"]!.AsArray());
        (await aws.Admin.EksAsync(HttpMethod.Get, $"{path}/{id}")).Ok();
        (await aws.Admin.EksAsync(HttpMethod.Delete, $"{path}/{id}")).Ok();
        (await aws.Admin.EksAsync(HttpMethod.Get, $"{path}/{id}")).Fails(404, "ResourceNotFoundException");
    }
}
