using System.Net;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace IrsaOperator.Tests.Standins.AwsSdk;

public sealed class IamErrorTests
{
    private delegate Task Call(IAmazonIdentityManagementService iam, CancellationToken cancellationToken);

    /// <summary>Operations that between them model every error, and those codes.</summary>
    private static Dictionary<string, (Call Call, string[] Codes)> Modelled { get; } = new()
    {
        ["CreateRole"] = (
            (iam, ct) => iam.CreateRoleAsync(new() { RoleName = "a" }, ct),
            [
                "LimitExceeded", "InvalidInput", "EntityAlreadyExists", "MalformedPolicyDocument", "ConcurrentModification",
                "ServiceFailure",
            ]),
        ["DeleteRole"] = (
            (iam, ct) => iam.DeleteRoleAsync(new() { RoleName = "a" }, ct),
            ["NoSuchEntity", "DeleteConflict", "LimitExceeded", "UnmodifiableEntity", "ConcurrentModification", "ServiceFailure"]),
        ["AttachRolePolicy"] = (
            (iam, ct) => iam.AttachRolePolicyAsync(new() { RoleName = "a" }, ct),
            ["NoSuchEntity", "LimitExceeded", "InvalidInput", "UnmodifiableEntity", "PolicyNotAttachable", "ServiceFailure"]),
        ["PutRolePolicy"] = (
            (iam, ct) => iam.PutRolePolicyAsync(new() { RoleName = "a" }, ct),
            ["LimitExceeded", "MalformedPolicyDocument", "NoSuchEntity", "UnmodifiableEntity", "ServiceFailure"]),
        ["CreateOpenIDConnectProvider"] = (
            (iam, ct) => iam.CreateOpenIDConnectProviderAsync(new() { Url = "u" }, ct),
            [
                "InvalidInput", "EntityAlreadyExists", "LimitExceeded", "ConcurrentModification", "ServiceFailure",
                "OpenIdIdpCommunicationError",
            ]),
        ["GetRole"] = ((iam, ct) => iam.GetRoleAsync(new() { RoleName = "a" }, ct), ["NoSuchEntity", "ServiceFailure"]),
    };

    private static Dictionary<string, (Type Type, HttpStatusCode Status)> Types { get; } = new()
    {
        ["EntityAlreadyExists"] = (typeof(EntityAlreadyExistsException), HttpStatusCode.Conflict),
        ["NoSuchEntity"] = (typeof(NoSuchEntityException), HttpStatusCode.NotFound),
        ["LimitExceeded"] = (typeof(LimitExceededException), HttpStatusCode.Conflict),
        ["MalformedPolicyDocument"] = (typeof(MalformedPolicyDocumentException), HttpStatusCode.BadRequest),
        ["ConcurrentModification"] = (typeof(ConcurrentModificationException), HttpStatusCode.Conflict),
        ["DeleteConflict"] = (typeof(DeleteConflictException), HttpStatusCode.Conflict),
        ["InvalidInput"] = (typeof(InvalidInputException), HttpStatusCode.BadRequest),
        ["UnmodifiableEntity"] = (typeof(UnmodifiableEntityException), HttpStatusCode.BadRequest),
        ["PolicyNotAttachable"] = (typeof(PolicyNotAttachableException), HttpStatusCode.BadRequest),
        ["OpenIdIdpCommunicationError"] = (typeof(OpenIdIdpCommunicationErrorException), HttpStatusCode.BadRequest),
        ["ServiceFailure"] = (typeof(ServiceFailureException), HttpStatusCode.InternalServerError),
    };

    public static TheoryData<string, string> EveryModelledError
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (operation, (_, codes)) in Modelled)
                foreach (var code in codes)
                    data.Add(operation, code);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryModelledError))]
    public async Task A_modelled_error_has_its_type_and_code(string operation, string code)
    {
        var (type, status) = Types[code];

        var error = await FailAsync(Answer.IamError(status, code), Modelled[operation].Call);

        Assert.IsType(type, error);
        Assert.Equal((code, status, Answer.RequestId), (error.ErrorCode, error.StatusCode, error.RequestId));
        Assert.Equal("What went wrong.", error.Message);
        Assert.Equal(status < HttpStatusCode.InternalServerError ? ErrorType.Sender : ErrorType.Receiver, error.ErrorType);
    }

    [Theory]
    [InlineData("Throttling", HttpStatusCode.BadRequest)]
    [InlineData("AccessDenied", HttpStatusCode.Forbidden)]
    [InlineData("InvalidClientTokenId", HttpStatusCode.Forbidden)]
    [InlineData("ValidationError", HttpStatusCode.BadRequest)]
    [InlineData("EntityTemporarilyUnmodifiable", HttpStatusCode.Conflict)]
    [InlineData("ConcurrentModification", HttpStatusCode.Conflict)]
    public async Task An_error_that_is_not_modelled_for_the_operation_is_the_base_type(string code, HttpStatusCode status)
    {
        var error = await FailAsync(Answer.IamError(status, code), Modelled["AttachRolePolicy"].Call);

        Assert.IsType<AmazonIdentityManagementServiceException>(error);
        Assert.Equal((code, status), (error.ErrorCode, error.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><head><title>502</title></head><body><hr>Bad gateway</body></html>")]
    [InlineData("Bad gateway")]
    public async Task An_error_that_is_not_IAMs_keeps_its_status(string body)
    {
        var error = await FailAsync(new Answer(body, HttpStatusCode.BadGateway), Modelled["GetRole"].Call);

        Assert.IsType<AmazonIdentityManagementServiceException>(error);
        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_by_the_server()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""));
        using var iam = new AmazonIdentityManagementServiceClient(
            LoopbackAws.AccessKey,
            "wrong",
            new AmazonIdentityManagementServiceConfig { ServiceURL = aws.Url.ToString(), MaxErrorRetry = 0 });

        var error = await Assert.ThrowsAsync<AmazonIdentityManagementServiceException>(
            () => iam.GetRoleAsync(new GetRoleRequest { RoleName = "a" }, TestContext.Current.CancellationToken));

        Assert.Equal("SignatureDoesNotMatch", error.ErrorCode);
    }

    [Fact]
    public void Exceptions_have_the_constructors_of_the_package() =>
        Assert.All(
            typeof(NoSuchEntityException).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(AmazonServiceException))),
            type => Assert.Equal(6, type.GetConstructors().Length));

    private static async Task<AmazonServiceException> FailAsync(Answer answer, Call call)
    {
        await using var aws = await LoopbackAws.StartAsync(answer);
        using var iam = aws.Iam();
        return await Assert.ThrowsAnyAsync<AmazonServiceException>(() => call(iam, TestContext.Current.CancellationToken));
    }
}
