using System.Net;
using Amazon.EKS;
using Amazon.EKS.Model;
using Amazon.Runtime;

namespace IrsaOperator.Tests.Standins.AwsSdk;

public sealed class EksTests
{
    private delegate Task Call(IAmazonEKS eks, CancellationToken cancellationToken);

    private static Dictionary<string, (Call Call, string Path, string Parameters, string[] Codes)> Cases { get; } = new()
    {
        ["DescribeCluster"] = (
            (eks, ct) => eks.DescribeClusterAsync(new() { Name = "lab" }, ct),
            "/clusters/lab",
            "",
            ["ResourceNotFoundException", "ClientException", "ServerException", "ServiceUnavailableException"]),
        ["ListClusters"] = (
            (eks, ct) => eks.ListClustersAsync(new() { Include = ["all", "b c"], MaxResults = 100, NextToken = "a/b+c=" }, ct),
            "/clusters",
            "include=all\ninclude=b c\nmaxResults=100\nnextToken=a/b+c=",
            ["InvalidParameterException", "ClientException", "ServerException", "ServiceUnavailableException"]),
        ["ListPodIdentityAssociations"] = (
            (eks, ct) => eks.ListPodIdentityAssociationsAsync(
                new() { ClusterName = "lab", Namespace = "ns", ServiceAccount = "sa", MaxResults = 5, NextToken = "t" }, ct),
            "/clusters/lab/pod-identity-associations",
            "maxResults=5\nnamespace=ns\nnextToken=t\nserviceAccount=sa",
            ["ServerException", "ResourceNotFoundException", "InvalidRequestException", "InvalidParameterException"]),
        ["DescribeAddon"] = (
            (eks, ct) => eks.DescribeAddonAsync(new() { ClusterName = "lab", AddonName = "vpc-cni" }, ct),
            "/clusters/lab/addons/vpc-cni",
            "",
            ["InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException", "ClientException", "ServerException"]),
    };

    private static Dictionary<string, (Type Type, HttpStatusCode Status)> Types { get; } = new()
    {
        ["ResourceNotFoundException"] = (typeof(ResourceNotFoundException), HttpStatusCode.NotFound),
        ["InvalidParameterException"] = (typeof(InvalidParameterException), HttpStatusCode.BadRequest),
        ["InvalidRequestException"] = (typeof(InvalidRequestException), HttpStatusCode.BadRequest),
        ["ClientException"] = (typeof(ClientException), HttpStatusCode.BadRequest),
        ["ServerException"] = (typeof(ServerException), HttpStatusCode.InternalServerError),
        ["ServiceUnavailableException"] = (typeof(ServiceUnavailableException), HttpStatusCode.ServiceUnavailable),
    };

    public static TheoryData<string> Operations => [.. Cases.Keys];

    public static TheoryData<string, string> EveryModelledError
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (operation, (_, _, _, codes)) in Cases)
                foreach (var code in codes)
                    data.Add(operation, code);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_parameter_of_an_operation_is_on_the_wire_and_signed(string operation)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks("{}"));
        using var eks = aws.Eks();
        var (call, path, parameters, _) = Cases[operation];

        await call(eks, TestContext.Current.CancellationToken);

        var request = aws.Single;
        Assert.Equal(("GET", path, parameters), (request.Method, request.RawPath, request.Parameters));
        Assert.Equal("2017-11-01", request.Headers["x-amz-api-version"]);
        Assert.Equal(["eu-central-1", "eks", "aws4_request"], request.Scope[1..]);
        Assert.True(request.Body.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_request_without_a_body_has_no_content_type(string operation)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks("{}"));
        using var eks = aws.Eks();

        await Cases[operation].Call(eks, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("content-type", aws.Single.Headers.Keys);
        Assert.DoesNotContain("content-type", aws.Single.SignedHeaders, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_operation_of_the_contract_has_its_case() =>
        Assert.Equal(
            Cases.Keys.Order(StringComparer.Ordinal),
            typeof(IAmazonEKS).GetMethods().Where(method => typeof(Task).IsAssignableFrom(method.ReturnType))
                .Select(method => method.Name[..^"Async".Length]).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_name_is_encoded_in_the_path_and_still_signed_correctly()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks("{}"));
        using var eks = aws.Eks();

        await eks.DescribeClusterAsync(new DescribeClusterRequest { Name = "a/b c+d" }, TestContext.Current.CancellationToken);

        Assert.Equal("/clusters/a%2Fb%20c%2Bd", aws.Single.RawPath);
    }

    [Fact]
    public async Task A_missing_label_is_refused_before_anything_is_sent()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks("{}"));
        using var eks = aws.Eks();

        var error = await Assert.ThrowsAsync<AmazonEKSException>(
            () => eks.DescribeClusterAsync(new DescribeClusterRequest(), TestContext.Current.CancellationToken));

        Assert.Equal("Request object does not have required field Name set", error.Message);
        Assert.Empty(aws.Requests);
    }

    [Fact]
    public async Task A_cluster_is_read_and_unknown_members_are_skipped()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks(
            """
            {"cluster":{"name":"lab","arn":"arn:aws:eks:eu-central-1:123456789012:cluster/lab","createdAt":1753104720.1234567,
              "version":"1.36","platformVersion":"eks.9","endpoint":"https://X.gr7.eu-central-1.eks.amazonaws.com","status":"ACTIVE",
              "roleArn":"arn:aws:iam::123456789012:role/eks","id":null,"deletionProtection":true,"clientRequestToken":"c",
              "identity":{"oidc":{"issuer":"https://oidc.eks.eu-central-1.amazonaws.com/id/ABC"}},
              "certificateAuthority":{"data":"LS0t"},"tags":{"team":"a","empty":""},
              "resourcesVpcConfig":{"subnetIds":["s-1","s-2"],"securityGroupIds":[],"clusterSecurityGroupId":"sg-1","vpcId":"vpc-1",
                "endpointPublicAccess":true,"endpointPrivateAccess":false,"publicAccessCidrs":["0.0.0.0/0"]},
              "somethingNew":{"deep":[{"x":1}]}}}
            """));
        using var eks = aws.Eks();

        var response = await eks.DescribeClusterAsync(new DescribeClusterRequest { Name = "lab" }, TestContext.Current.CancellationToken);

        var cluster = response.Cluster!;
        Assert.Equal(("lab", "1.36", "eks.9", "c"), (cluster.Name, cluster.Version, cluster.PlatformVersion, cluster.ClientRequestToken));
        Assert.Equal("arn:aws:eks:eu-central-1:123456789012:cluster/lab", cluster.Arn);
        Assert.Equal("arn:aws:iam::123456789012:role/eks", cluster.RoleArn);
        Assert.Equal("https://X.gr7.eu-central-1.eks.amazonaws.com", cluster.Endpoint);
        Assert.Equal("https://oidc.eks.eu-central-1.amazonaws.com/id/ABC", cluster.Identity?.Oidc?.Issuer);
        Assert.Equal("LS0t", cluster.CertificateAuthority?.Data);
        Assert.Equal(new DateTime(2025, 7, 21, 13, 32, 0, DateTimeKind.Utc).AddTicks(1234567), cluster.CreatedAt);
        Assert.True(cluster.Status == ClusterStatus.ACTIVE && cluster.Status == "ACTIVE");
        Assert.True(cluster.DeletionProtection);
        Assert.Null(cluster.Id);
        Assert.Equal(new Dictionary<string, string> { ["team"] = "a", ["empty"] = "" }, cluster.Tags);
        var vpc = cluster.ResourcesVpcConfig!;
        Assert.Equal(["s-1", "s-2"], vpc.SubnetIds!);
        Assert.Empty(vpc.SecurityGroupIds!);
        Assert.Equal((true, false), (vpc.EndpointPublicAccess, vpc.EndpointPrivateAccess));
        Assert.Equal(("vpc-1", "sg-1"), (vpc.VpcId, vpc.ClusterSecurityGroupId));
        Assert.Equal(["0.0.0.0/0"], vpc.PublicAccessCidrs!);
        Assert.Equal(Answer.RequestId, response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task An_addon_is_read()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks(
            """
            {"addon":{"addonName":"vpc-cni","clusterName":"lab","status":"UPDATE_FAILED","addonVersion":"v1.2","addonArn":"arn:addon",
              "createdAt":1753104720,"modifiedAt":1753104721.5,"serviceAccountRoleArn":"arn:role","tags":{},"owner":"aws","publisher":"eks",
              "configurationValues":"{}","podIdentityAssociations":["arn:assoc"],"health":{"issues":[]}}}
            """));
        using var eks = aws.Eks();

        var request = new DescribeAddonRequest { ClusterName = "lab", AddonName = "vpc-cni" };
        var addon = (await eks.DescribeAddonAsync(request, TestContext.Current.CancellationToken)).Addon!;

        Assert.Equal(("vpc-cni", "lab", "v1.2", "arn:addon"), (addon.AddonName, addon.ClusterName, addon.AddonVersion, addon.AddonArn));
        Assert.Equal(("arn:role", "{}"), (addon.ServiceAccountRoleArn, addon.ConfigurationValues));
        Assert.Equal(("aws", "eks"), (addon.Owner, addon.Publisher));
        Assert.Equal(AddonStatus.UPDATE_FAILED, addon.Status);
        Assert.Equal(["arn:assoc"], addon.PodIdentityAssociations!);
        Assert.Empty(addon.Tags!);
        Assert.Equal(TimeSpan.FromSeconds(1.5), addon.ModifiedAt - addon.CreatedAt);
    }

    [Fact]
    public async Task Associations_are_read_and_an_absent_list_is_null_where_an_empty_one_is_empty()
    {
        await using var aws = await LoopbackAws.StartAsync(
            Answer.Eks(
                """
                {"associations":[{"clusterName":"lab","namespace":"ns","serviceAccount":"sa","associationArn":"arn:a","associationId":"a-1",
                  "ownerArn":"arn:o"}]}
                """),
            Answer.Eks("""{"associations":[]}"""),
            Answer.Eks("{}"));
        using var eks = aws.Eks();
        var request = new ListPodIdentityAssociationsRequest { ClusterName = "lab" };

        var one = await eks.ListPodIdentityAssociationsAsync(request, TestContext.Current.CancellationToken);
        var none = await eks.ListPodIdentityAssociationsAsync(request, TestContext.Current.CancellationToken);
        var absent = await eks.ListPodIdentityAssociationsAsync(request, TestContext.Current.CancellationToken);

        var association = Assert.Single(one.Associations!);
        Assert.Equal(("lab", "ns", "sa"), (association.ClusterName, association.Namespace, association.ServiceAccount));
        Assert.Equal(("arn:a", "a-1", "arn:o"), (association.AssociationArn, association.AssociationId, association.OwnerArn));
        Assert.Empty(none.Associations!);
        Assert.Null(absent.Associations);
    }

    [Theory]
    [MemberData(nameof(EveryModelledError))]
    public async Task A_modelled_error_has_its_type_and_code(string operation, string code)
    {
        var (type, status) = Types[code];

        var error = await FailAsync(Answer.EksError(status, code + ":http://internal.amazon.com/coral/"), Cases[operation].Call);

        Assert.IsType(type, error);
        Assert.Equal((code, status, Answer.RequestId), (error.ErrorCode, error.StatusCode, error.RequestId));
        Assert.Equal("What went wrong.", error.Message);
    }

    [Theory]
    [InlineData("AccessDeniedException", HttpStatusCode.Forbidden)]
    [InlineData("ThrottlingException", HttpStatusCode.TooManyRequests)]
    [InlineData("InvalidParameterException", HttpStatusCode.BadRequest)]
    public async Task An_error_that_is_not_modelled_for_the_operation_is_the_base_type(string code, HttpStatusCode status)
    {
        var error = await FailAsync(Answer.EksError(status, code), Cases["DescribeCluster"].Call);

        Assert.IsType<AmazonEKSException>(error);
        Assert.Equal((code, status), (error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public async Task The_code_of_an_error_can_be_in_its_body()
    {
        var answer = new Answer(
            """{"__type":"com.amazon.eks#ResourceNotFoundException","message":"No cluster"}""",
            HttpStatusCode.NotFound,
            "application/json");

        var error = await FailAsync(answer, Cases["DescribeCluster"].Call);

        Assert.IsType<ResourceNotFoundException>(error);
        Assert.Equal("No cluster", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Bad gateway</body></html>")]
    public async Task An_error_that_is_not_EKSs_keeps_its_status(string body)
    {
        var error = await FailAsync(new Answer(body, HttpStatusCode.BadGateway, "text/html"), Cases["DescribeCluster"].Call);

        Assert.IsType<AmazonEKSException>(error);
        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
    }

    [Fact]
    public async Task A_page_that_is_no_json_is_an_unmarshalling_error()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks("<html>login first</html>"));
        using var eks = aws.Eks();

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(
            () => eks.DescribeClusterAsync(new DescribeClusterRequest { Name = "lab" }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"cluster":{"createdAt":"yesterday"}}""")]
    [InlineData("""{"cluster":{"createdAt":1e28}}""")]
    [InlineData("""{"cluster":{"createdAt":1e300}}""")]
    [InlineData("""{"cluster":{"name":17}}""")]
    [InlineData("""{"cluster":{"tags":[]}}""")]
    public async Task A_value_of_another_type_is_an_unmarshalling_error(string json)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks(json));
        using var eks = aws.Eks();

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(
            () => eks.DescribeClusterAsync(new DescribeClusterRequest { Name = "lab" }, TestContext.Current.CancellationToken));
    }

    private static async Task<AmazonServiceException> FailAsync(Answer answer, Call call)
    {
        await using var aws = await LoopbackAws.StartAsync(answer);
        using var eks = aws.Eks();
        return await Assert.ThrowsAnyAsync<AmazonServiceException>(() => call(eks, TestContext.Current.CancellationToken));
    }
}
