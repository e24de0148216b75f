using System.Net;
using Amazon.Runtime;

namespace IrsaOperator.Tests.Fuzzing;

/// <summary>Answers every request of the SDK with what was put there, without a network.</summary>
internal sealed class CannedAnswers : HttpClientFactory, IDisposable
{
    private readonly Handler _handler = new();
    private readonly HttpClient _client;

    public CannedAnswers() => _client = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public void Next(HttpStatusCode status, byte[] body, string contentType, IEnumerable<(string Name, string Value)> headers)
    {
        _handler.Make = () =>
        {
            var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
            answer.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            foreach (var (name, value) in headers)
                answer.Headers.TryAddWithoutValidation(name, value);
            return answer;
        };
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private sealed class Handler : HttpMessageHandler
    {
        public Func<HttpResponseMessage> Make { get; set; } = () => new HttpResponseMessage(HttpStatusCode.OK);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Make());
    }
}
