using System.Reflection;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace IrsaOperator.Tests.Standins.AwsSdk;

public sealed class IamRequestTests
{
    internal const string Provider = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC";
    internal const string PolicyArn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    internal const string Document = """{"Version":"2012-10-17","Statement":[{"Sid":"ä b+c/d=e&f%"}]}""";

    private static List<Tag> TwoTags { get; } =
        [new Tag { Key = "team", Value = "a & b" }, new Tag { Key = "empty", Value = "" }];

    /// <summary>Every operation with every parameter, and the parameters it must put on the wire besides Action and Version.</summary>
    private static Dictionary<string, (AmazonWebServiceRequest Request, string[] Wire)> Cases { get; } = new()
    {
        ["CreateRole"] = (
            new CreateRoleRequest
            {
                RoleName = "app",
                AssumeRolePolicyDocument = Document,
                Description = "x + y",
                MaxSessionDuration = 43200,
                Path = "/irsa/",
                PermissionsBoundary = PolicyArn,
                Tags = TwoTags,
            },
            [
                "RoleName=app", $"AssumeRolePolicyDocument={Document}", "Description=x + y", "MaxSessionDuration=43200",
                "Path=/irsa/", $"PermissionsBoundary={PolicyArn}",
                "Tags.member.1.Key=team", "Tags.member.1.Value=a & b", "Tags.member.2.Key=empty", "Tags.member.2.Value=",
            ]),
        ["GetRole"] = (new GetRoleRequest { RoleName = "app" }, ["RoleName=app"]),
        ["UpdateRole"] = (
            new UpdateRoleRequest { RoleName = "app", Description = "", MaxSessionDuration = 3600 },
            ["RoleName=app", "Description=", "MaxSessionDuration=3600"]),
        ["DeleteRole"] = (new DeleteRoleRequest { RoleName = "app" }, ["RoleName=app"]),
        ["UpdateAssumeRolePolicy"] = (
            new UpdateAssumeRolePolicyRequest { RoleName = "app", PolicyDocument = Document },
            ["RoleName=app", $"PolicyDocument={Document}"]),
        ["ListRoles"] = (
            new ListRolesRequest { Marker = "m/+=", MaxItems = 1000, PathPrefix = "/irsa/" },
            ["Marker=m/+=", "MaxItems=1000", "PathPrefix=/irsa/"]),
        ["TagRole"] = (
            new TagRoleRequest { RoleName = "app", Tags = TwoTags },
            [
                "RoleName=app", "Tags.member.1.Key=team", "Tags.member.1.Value=a & b", "Tags.member.2.Key=empty",
                "Tags.member.2.Value=",
            ]),
        ["UntagRole"] = (
            new UntagRoleRequest { RoleName = "app", TagKeys = ["a", "b"] }, ["RoleName=app", "TagKeys.member.1=a", "TagKeys.member.2=b"]),
        ["ListRoleTags"] = (
            new ListRoleTagsRequest { RoleName = "app", Marker = "m", MaxItems = 1 }, ["RoleName=app", "Marker=m", "MaxItems=1"]),
        ["AttachRolePolicy"] = (
            new AttachRolePolicyRequest { RoleName = "app", PolicyArn = PolicyArn }, ["RoleName=app", $"PolicyArn={PolicyArn}"]),
        ["DetachRolePolicy"] = (
            new DetachRolePolicyRequest { RoleName = "app", PolicyArn = PolicyArn }, ["RoleName=app", $"PolicyArn={PolicyArn}"]),
        ["ListAttachedRolePolicies"] = (
            new ListAttachedRolePoliciesRequest { RoleName = "app", Marker = "m", MaxItems = 5, PathPrefix = "/" },
            ["RoleName=app", "Marker=m", "MaxItems=5", "PathPrefix=/"]),
        ["PutRolePolicy"] = (
            new PutRolePolicyRequest { RoleName = "app", PolicyName = "read", PolicyDocument = Document },
            ["RoleName=app", "PolicyName=read", $"PolicyDocument={Document}"]),
        ["GetPolicy"] = (new GetPolicyRequest { PolicyArn = PolicyArn }, [$"PolicyArn={PolicyArn}"]),
        ["GetPolicyVersion"] = (new GetPolicyVersionRequest { PolicyArn = PolicyArn, VersionId = "v2" }, [$"PolicyArn={PolicyArn}", "VersionId=v2"]),
        ["GetRolePolicy"] = (new GetRolePolicyRequest { RoleName = "app", PolicyName = "read" }, ["RoleName=app", "PolicyName=read"]),
        ["DeleteRolePolicy"] = (new DeleteRolePolicyRequest { RoleName = "app", PolicyName = "read" }, ["RoleName=app", "PolicyName=read"]),
        ["ListRolePolicies"] = (
            new ListRolePoliciesRequest { RoleName = "app", Marker = "m", MaxItems = 5 }, ["RoleName=app", "Marker=m", "MaxItems=5"]),
        ["PutRolePermissionsBoundary"] = (
            new PutRolePermissionsBoundaryRequest { RoleName = "app", PermissionsBoundary = PolicyArn },
            ["RoleName=app", $"PermissionsBoundary={PolicyArn}"]),
        ["DeleteRolePermissionsBoundary"] = (new DeleteRolePermissionsBoundaryRequest { RoleName = "app" }, ["RoleName=app"]),
        ["ListInstanceProfilesForRole"] = (
            new ListInstanceProfilesForRoleRequest { RoleName = "app", Marker = "m", MaxItems = 5 },
            ["RoleName=app", "Marker=m", "MaxItems=5"]),
        ["RemoveRoleFromInstanceProfile"] = (
            new RemoveRoleFromInstanceProfileRequest { RoleName = "app", InstanceProfileName = "node" },
            ["RoleName=app", "InstanceProfileName=node"]),
        ["GetAccountAuthorizationDetails"] = (
            new GetAccountAuthorizationDetailsRequest
            {
                Filter = [EntityType.Role, EntityType.LocalManagedPolicy],
                Marker = "m",
                MaxItems = 1000,
            },
            ["Filter.member.1=Role", "Filter.member.2=LocalManagedPolicy", "Marker=m", "MaxItems=1000"]),
        ["GetAccountSummary"] = (new GetAccountSummaryRequest(), []),
        ["GetOpenIDConnectProvider"] = (
            new GetOpenIDConnectProviderRequest { OpenIDConnectProviderArn = Provider }, [$"OpenIDConnectProviderArn={Provider}"]),
        ["CreateOpenIDConnectProvider"] = (
            new CreateOpenIDConnectProviderRequest
            {
                Url = "https://oidc.example/id/1",
                ClientIDList = ["sts.amazonaws.com"],
                ThumbprintList = ["ab", "cd"],
                Tags = TwoTags,
            },
            [
                "Url=https://oidc.example/id/1", "ClientIDList.member.1=sts.amazonaws.com", "ThumbprintList.member.1=ab",
                "ThumbprintList.member.2=cd", "Tags.member.1.Key=team", "Tags.member.1.Value=a & b", "Tags.member.2.Key=empty",
                "Tags.member.2.Value=",
            ]),
        ["ListOpenIDConnectProviders"] = (new ListOpenIDConnectProvidersRequest(), []),
        ["AddClientIDToOpenIDConnectProvider"] = (
            new AddClientIDToOpenIDConnectProviderRequest { OpenIDConnectProviderArn = Provider, ClientID = "aud" },
            [$"OpenIDConnectProviderArn={Provider}", "ClientID=aud"]),
        ["UpdateOpenIDConnectProviderThumbprint"] = (
            new UpdateOpenIDConnectProviderThumbprintRequest { OpenIDConnectProviderArn = Provider, ThumbprintList = ["aa", "bb"] },
            [$"OpenIDConnectProviderArn={Provider}", "ThumbprintList.member.1=aa", "ThumbprintList.member.2=bb"]),
        ["TagOpenIDConnectProvider"] = (
            new TagOpenIDConnectProviderRequest { OpenIDConnectProviderArn = Provider, Tags = [new Tag { Key = "k", Value = "v" }] },
            [$"OpenIDConnectProviderArn={Provider}", "Tags.member.1.Key=k", "Tags.member.1.Value=v"]),
    };

    public static TheoryData<string> Operations => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_parameter_of_an_operation_is_on_the_wire_and_signed(string operation)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam(operation, ""));
        using var iam = aws.Iam();
        var (request, wire) = Cases[operation];

        var response = await InvokeAsync(iam, operation, request);

        var expected = wire.Append($"Action={operation}").Append("Version=2010-05-08").Order(StringComparer.Ordinal);
        Assert.Equal(string.Join('\n', expected), aws.Single.Parameters);
        Assert.Equal(("POST", "/"), (aws.Single.Method, aws.Single.RawTarget));
        Assert.StartsWith("application/x-www-form-urlencoded", aws.Single.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal(["us-east-1", "iam", "aws4_request"], aws.Single.Scope[1..]);
        Assert.Equal(Answer.RequestId, response.ResponseMetadata.RequestId);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.HttpStatusCode);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_is_not_set_is_not_sent(string operation)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam(operation, null));
        using var iam = aws.Iam();

        await InvokeAsync(iam, operation, (AmazonWebServiceRequest)Activator.CreateInstance(Cases[operation].Request.GetType())!);

        Assert.Equal($"Action={operation}\nVersion=2010-05-08", aws.Single.Parameters);
    }

    [Fact]
    public void Every_operation_of_the_contract_has_its_case()
    {
        var methods = typeof(IAmazonIdentityManagementService).GetMethods()
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType))
            .Select(method => method.Name[..^"Async".Length]).Distinct();

        Assert.Equal(Cases.Keys.Order(StringComparer.Ordinal), methods.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_property_of_a_request_is_set_in_its_case() =>
        Assert.All(Cases.Values, c => Assert.All(
            c.Request.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
            property => Assert.True(property.GetValue(c.Request) is not null, $"{c.Request.GetType().Name}.{property.Name}")));

    [Fact]
    public async Task An_empty_list_is_sent_as_an_empty_parameter()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("TagRole", null));
        using var iam = aws.Iam();

        await iam.TagRoleAsync(new TagRoleRequest { RoleName = "app", Tags = [] }, TestContext.Current.CancellationToken);

        Assert.Equal("Action=TagRole\nRoleName=app\nTags=\nVersion=2010-05-08", aws.Single.Parameters);
    }

    [Fact]
    public async Task ListRoles_needs_no_request()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("ListRoles", ""));
        using var iam = aws.Iam();

        await iam.ListRolesAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Action=ListRoles\nVersion=2010-05-08", aws.Single.Parameters);
    }

    private static async Task<AmazonWebServiceResponse> InvokeAsync(
        IAmazonIdentityManagementService iam, string operation, AmazonWebServiceRequest request)
    {
        var method = typeof(IAmazonIdentityManagementService).GetMethod(
            operation + "Async", [request.GetType(), typeof(CancellationToken)])!;
        var task = (Task)method.Invoke(iam, [request, TestContext.Current.CancellationToken])!;
        await task;
        return (AmazonWebServiceResponse)task.GetType().GetProperty("Result")!.GetValue(task)!;
    }
}
