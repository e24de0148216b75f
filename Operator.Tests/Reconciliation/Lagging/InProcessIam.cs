using System.Net;
using Amazon.Runtime;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Iam;

namespace IrsaOperator.Tests.Reconciliation.Lagging;

/// <summary>The emulator's IAM without a network and on a clock of its own: the SDK's requests go straight to its handlers.</summary>
internal sealed class InProcessIam : HttpClientFactory, IDisposable
{
    private readonly Handler _handler;
    private readonly HttpClient _client;

    public InProcessIam(TimeProvider time)
    {
        Account = new AwsAccount(new AwsEmulatorOptions { TimeProvider = time });
        Behaviour = new AwsBehaviour(time);
        _handler = new Handler(this, time);
        _client = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public AwsAccount Account { get; }

    public AwsBehaviour Behaviour { get; }

    /// <summary>The operations that were carried out so far.</summary>
    public List<string> Calls { get; } = [];

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private sealed class Handler(InProcessIam iam, TimeProvider time) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var parameters = (await request.Content!.ReadAsStringAsync(cancellationToken)).Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(
                pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')), StringComparer.Ordinal);
            var operation = parameters["Action"];
            var answer = Answer(operation, new IamCall(iam.Account, iam.Behaviour, parameters, time.GetUtcNow()));
            if (answer.ErrorCode is null)
                iam.Calls.Add(operation);
            return new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(answer.Body) { Headers = { { "Content-Type", answer.ContentType } } } };
        }

        private static AwsResponse Answer(string operation, IamCall call)
        {
            try
            {
                return AwsResponse.Xml(AwsNamespaces.Iam, operation, IamService.Handle(operation, call), "request");
            }
            catch (AwsErrorException error)
            {
                return AwsResponse.Error("iam", error, "request");
            }
        }
    }
}
