using System.Net;
using System.Text;
using Amazon;
using Amazon.EKS;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SecurityToken;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Standins.AwsSdk;

namespace IrsaOperator.Tests.Fuzzing;

/// <summary>Answers that AWS never gives, or something on the way: each is a result, or an exception that the classification knows.</summary>
public sealed class AwsAnswerFuzzTests : IDisposable
{
    private const string Cluster =
        """
        {"cluster":{"name":"lab","arn":"arn:aws:eks:eu-central-1:111122223333:cluster/lab","createdAt":1.7e9,"version":"1.33","endpoint":"https://x","status":"ACTIVE",
        "resourcesVpcConfig":{"subnetIds":["subnet-1"],"endpointPublicAccess":true,"vpcId":"vpc-1"},"identity":{"oidc":{"issuer":"https://oidc.eks.eu-central-1.amazonaws.com/id/0"}},
        "certificateAuthority":{"data":"AAAA"},"tags":{"a":"b"}}}
        """;

    private const string Associations =
        """
        {"associations":[{"clusterName":"lab","namespace":"dev","serviceAccount":"app","associationArn":"arn:x","associationId":"a-1"}],"nextToken":null}
        """;

    private static readonly string[] ContentTypes = ["text/xml", "application/json", "application/x-amz-json-1.1", "text/html; charset=utf-16", "application/octet-stream", ";;;", ""];

    private static readonly string[] ErrorCodes =
    [
        "Throttling", "NoSuchEntity", "AccessDenied", "ServiceFailure", "MalformedPolicyDocument", "ExpiredToken", "RequestTimeTooSkewed", "SomethingNew", "", "LimitExceeded", "ResourceNotFoundException",
    ];

    private static readonly string Role = $"<Role>{IamParsingTests.FullRole}</Role>";

    private readonly ITestOutputHelper _output;
    private readonly CannedAnswers _answers = new();
    private readonly AmazonIdentityManagementServiceClient _iam;
    private readonly AmazonEKSClient _eks;
    private readonly AmazonSecurityTokenServiceClient _sts;
    private readonly (string Answer, Func<Task> Call)[] _operations;

    public AwsAnswerFuzzTests(ITestOutputHelper output)
    {
        _output = output;
        var credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret");
        _iam = new AmazonIdentityManagementServiceClient(credentials, With(new AmazonIdentityManagementServiceConfig()));
        _eks = new AmazonEKSClient(credentials, With(new AmazonEKSConfig()));
        _sts = new AmazonSecurityTokenServiceClient(credentials, With(new AmazonSecurityTokenServiceConfig()));
        _operations =
        [
            Iam("GetRole", Role, async () => Read((await _iam.GetRoleAsync(new() { RoleName = "app" }, Cancel)).Role)),
            Iam("CreateRole", Role, async () => Read((await _iam.CreateRoleAsync(new() { RoleName = "app", AssumeRolePolicyDocument = "{}" }, Cancel)).Role)),
            Iam("ListRoles", $"<IsTruncated>true</IsTruncated><Marker>m</Marker><Roles><member>{IamParsingTests.FullRole}</member></Roles>",
                async () => (await _iam.ListRolesAsync(new(), Cancel)).Roles?.ForEach(Read)),
            Iam("ListAttachedRolePolicies", "<IsTruncated>false</IsTruncated><AttachedPolicies><member><PolicyName>p</PolicyName><PolicyArn>arn:aws:iam::aws:policy/p</PolicyArn></member></AttachedPolicies>",
                () => _iam.ListAttachedRolePoliciesAsync(new() { RoleName = "app" }, Cancel)),
            Iam("ListRolePolicies", "<IsTruncated>false</IsTruncated><PolicyNames><member>p</member></PolicyNames>", () => _iam.ListRolePoliciesAsync(new() { RoleName = "app" }, Cancel)),
            Iam("GetRolePolicy", $"<RoleName>app</RoleName><PolicyName>p</PolicyName><PolicyDocument>{IamParsingTests.Encoded}</PolicyDocument>",
                async () => PolicyDocument.FromAnswer((await _iam.GetRolePolicyAsync(new() { RoleName = "app", PolicyName = "p" }, Cancel)).PolicyDocument)),
            Iam("GetAccountAuthorizationDetails", $"<IsTruncated>false</IsTruncated><RoleDetailList><member>{IamParsingTests.FullRole}<RolePolicyList><member><PolicyName>p</PolicyName><PolicyDocument>{IamParsingTests.Encoded}</PolicyDocument></member></RolePolicyList></member></RoleDetailList>",
                () => _iam.GetAccountAuthorizationDetailsAsync(new(), Cancel)),
            Iam("GetOpenIDConnectProvider", "<Url>x</Url><ClientIDList><member>sts.amazonaws.com</member></ClientIDList><CreateDate>2026-05-08T23:34:01Z</CreateDate>",
                () => _iam.GetOpenIDConnectProviderAsync(new() { OpenIDConnectProviderArn = "arn:aws:iam::111122223333:oidc-provider/x" }, Cancel)),
            Iam("GetAccountSummary", "<SummaryMap><entry><key>AttachedPoliciesPerRoleQuota</key><value>10</value></entry></SummaryMap>", () => _iam.GetAccountSummaryAsync(new(), Cancel)),
            Iam("GetPolicyVersion", $"<PolicyVersion><Document>{IamParsingTests.Encoded}</Document><IsDefaultVersion>true</IsDefaultVersion></PolicyVersion>",
                () => _iam.GetPolicyVersionAsync(new() { PolicyArn = "arn:aws:iam::111122223333:policy/p", VersionId = "v1" }, Cancel)),
            Iam("DeleteRole", null, () => _iam.DeleteRoleAsync(new() { RoleName = "app" }, Cancel)),
            (Cluster, () => _eks.DescribeClusterAsync(new() { Name = "lab" }, Cancel)),
            (Associations, () => _eks.ListPodIdentityAssociationsAsync(new() { ClusterName = "lab" }, Cancel)),

            // The last one's client is the SDK's own: it lets the XML reader's exceptions through, and the operator has to do with those.
            Iam("GetCallerIdentity", "<Arn>arn:aws:sts::111122223333:assumed-role/a/b</Arn><UserId>u</UserId><Account>111122223333</Account>", () => _sts.GetCallerIdentityAsync(new(), Cancel)),
        ];
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _iam.Dispose();
        _eks.Dispose();
        _sts.Dispose();
        _answers.Dispose();
    }

    [Fact]
    public async Task Whatever_AWS_answers_it_is_a_result_or_an_error_that_is_known() =>
        _output.WriteLine(await FuzzRun.OverAsync("fuzz inputs, AWS answers", 4_000, AnswerAsync, Cancel));

    private static (string Answer, Func<Task> Call) Iam(string action, string? members, Func<Task> call) => (Answer.Iam(action, members).Body.Trim(), call);

    private static void Read(Amazon.IdentityManagement.Model.Role? role)
    {
        _ = PolicyDocument.FromAnswer(role?.AssumeRolePolicyDocument)?.OnlyDenies;
        _ = AwsTags.Read(role?.Tags);
        _ = AwsTime.From(role?.CreateDate);
        _ = AwsTime.From(role?.RoleLastUsed?.LastUsedDate);
    }

    private T With<T>(T config)
        where T : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.EUCentral1;
        config.HttpClientFactory = _answers;
        config.MaxErrorRetry = 0;
        return config;
    }

    private async Task<string> AnswerAsync(Random random)
    {
        var (answer, call) = _operations[random.Next(_operations.Length)];
        var json = answer.StartsWith('{');
        var status = random.Next(3) == 0 ? (HttpStatusCode)random.Next(200, 600) : HttpStatusCode.OK;
        var code = ErrorCodes[random.Next(ErrorCodes.Length)];
        var headers = new List<(string Name, string Value)>();
        if (status >= HttpStatusCode.BadRequest || random.Next(20) == 0)
        {
            answer = json ? """{"message":"What went wrong.","clusterName":"lab"}""" : Answer.IamError(status, code).Body;
            headers.Add(("x-amzn-ErrorType", code));
        }

        var type = random.Next(5) == 0 ? ContentTypes[random.Next(ContentTypes.Length)] : ContentTypes[json ? 1 : 0];
        var body = AnswerMutator.Mutate(answer, random);
        _answers.Next(status, body, type, headers);
        try
        {
            await call();
            return "result";
        }
        catch (Exception error) when (!Cancel.IsCancellationRequested)
        {
            Assert.True(IsKnown(error) || call == _operations[^1].Call, $"{(int)status} {type}: {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 2000)))}\n{error}");
            Assert.NotEmpty(AwsErrors.Code(error));
            return AwsErrors.Classify(error).ToString();
        }
    }

    /// <summary>What the SDK promises, or a connection that broke.</summary>
    private static bool IsKnown(Exception error) => error is AmazonServiceException or AmazonClientException || AwsErrors.Classify(error) != AwsErrorKind.Unknown;
}
