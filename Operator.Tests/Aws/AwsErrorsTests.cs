using System.Net;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using IrsaOperator.Aws;

namespace IrsaOperator.Tests.Aws;

public sealed class AwsErrorsTests
{
    [Theory]
    [InlineData("NoSuchEntity", 404, nameof(AwsErrorKind.NotFound))]
    [InlineData("ResourceNotFoundException", 404, nameof(AwsErrorKind.NotFound))]
    [InlineData("EntityAlreadyExists", 409, nameof(AwsErrorKind.AlreadyExists))]
    [InlineData("ConcurrentModification", 409, nameof(AwsErrorKind.Busy))]
    [InlineData("EntityTemporarilyUnmodifiable", 409, nameof(AwsErrorKind.Busy))]
    [InlineData("DeleteConflict", 409, nameof(AwsErrorKind.Busy))]
    [InlineData("Throttling", 400, nameof(AwsErrorKind.Throttled))]
    [InlineData("AccessDenied", 403, nameof(AwsErrorKind.Denied))]
    [InlineData("ExpiredToken", 403, nameof(AwsErrorKind.Denied))]
    [InlineData("MalformedPolicyDocument", 400, nameof(AwsErrorKind.Rejected))]
    [InlineData("LimitExceeded", 409, nameof(AwsErrorKind.LimitExceeded))]
    [InlineData("ServiceFailure", 500, nameof(AwsErrorKind.Unavailable))]
    [InlineData("Whatever", 503, nameof(AwsErrorKind.Unavailable))]
    [InlineData("Whatever", 400, nameof(AwsErrorKind.Unknown))]
    public void Errors_are_told_apart_by_their_code(string code, int status, string expected)
    {
        var error = Error(code, status);
        Assert.Equal(expected, AwsErrors.Classify(error).ToString());
        Assert.Equal(code, AwsErrors.Code(error));
    }

    [Fact]
    public void An_error_inside_another_one_is_found() =>
        Assert.Equal(AwsErrorKind.Throttled, AwsErrors.Classify(new AmazonClientException("no capacity", Error("Throttling", 400))));

    [Fact]
    public void An_unreachable_endpoint_is_unavailable() => Assert.Equal(AwsErrorKind.Unavailable, AwsErrors.Classify(new HttpRequestException("refused")));

    [Fact]
    public void Credentials_that_could_not_be_fetched_for_the_network_are_not_taken_for_denied() => Assert.Equal(
        AwsErrorKind.Unavailable,
        AwsErrors.Classify(new AmazonClientException("Error calling AssumeRole for role x", new HttpRequestException("refused"))));

    [Fact]
    public void Credentials_that_are_not_there_are_denied() =>
        Assert.Equal(AwsErrorKind.Denied, AwsErrors.Classify(new AmazonClientException("Failed to resolve AWS credentials.", new FileNotFoundException("token"))));

    [Fact]
    public void A_principal_that_IAM_has_not_heard_of_yet_is_worth_a_retry() => Assert.Equal(
        AwsErrorKind.Busy, AwsErrors.Classify(Error("MalformedPolicyDocument", 400, "Invalid principal in policy: \"AWS\":\"…\"")));

    internal static AmazonServiceException Error(string code, int status, string message = "words") =>
        new AmazonIdentityManagementServiceException(message, ErrorType.Sender, code, "request-id", (HttpStatusCode)status);
}
