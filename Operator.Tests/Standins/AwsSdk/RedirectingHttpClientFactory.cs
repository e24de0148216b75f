using Amazon.Runtime;

namespace IrsaOperator.Tests.Standins.AwsSdk;

/// <summary>Sends requests for AWS's own hosts to a server on loopback, with the Host header that was signed.</summary>
internal sealed class RedirectingHttpClientFactory(Uri loopback) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Redirect(loopback), disposeHandler: true);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;

    private sealed class Redirect(Uri loopback) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var original = request.RequestUri!;
            Assert.Equal("https", original.Scheme);
            request.Headers.Host = original.Host;
            request.RequestUri = new Uri(loopback, original.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
