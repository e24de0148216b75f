using Amazon.Runtime;

namespace Amazon.Internal;

/// <summary>The two ways to enumerate a paginator: page by page, and item by item.</summary>
internal static class PaginatorViews
{
    public static IPaginatedEnumerable<TResponse> Responses<TResponse>(this IPaginator<TResponse> paginator) =>
        new PaginatedResponse<TResponse>(paginator);

    public static IPaginatedEnumerable<TItem> Items<TResponse, TItem>(
        this IPaginator<TResponse> paginator, Func<TResponse, List<TItem>?> items) =>
        new PaginatedResultKeyResponse<TResponse, TItem>(paginator, page => items(page) ?? []);
}
