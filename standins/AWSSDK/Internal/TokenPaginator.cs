using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace Amazon.Internal;

/// <summary>Follows a service's continuation token from page to page, once.</summary>
/// <typeparam name="TRequest">The request that is repeated.</typeparam>
/// <typeparam name="TResponse">A page.</typeparam>
internal sealed class TokenPaginator<TRequest, TResponse>(
    TRequest request,
    Func<TRequest, CancellationToken, Task<TResponse>> send,
    Action<TRequest, string?> setToken,
    Func<TRequest, string?> firstToken,
    Func<TResponse, string?> nextToken) : IPaginator<TResponse>
    where TRequest : AmazonWebServiceRequest
{
    private int _started;

    public async IAsyncEnumerable<TResponse> PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("Paginator has already been consumed and cannot be reused. Please create a new instance.");

        PaginatorUtils.SetUserAgentAdditionOnRequest(request);
        var token = firstToken(request);
        do
        {
            setToken(request, token);
            var page = await send(request, cancellationToken);
            token = nextToken(page);
            cancellationToken.ThrowIfCancellationRequested();
            yield return page;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
