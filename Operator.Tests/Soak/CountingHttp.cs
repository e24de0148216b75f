using Amazon.Runtime;

namespace IrsaOperator.Tests.Soak;

/// <summary>Knows how many calls to AWS have no answer yet.</summary>
internal sealed class CountingHttp : HttpClientFactory
{
    private int _underWay;

    public int UnderWay => Volatile.Read(ref _underWay);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    private sealed class Handler(CountingHttp counts) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref counts._underWay);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref counts._underWay);
            }
        }
    }
}
