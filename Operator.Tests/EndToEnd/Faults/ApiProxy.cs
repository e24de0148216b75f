using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IrsaOperator.Sandbox.ControlPlane;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>
/// Stands between an operator and the API server, and passes on what comes, watches as they flow. A test can look at each call
/// before it has an effect and before it is answered, answer it itself, or cut what flows.
/// </summary>
internal sealed partial class ApiProxy : IAsyncDisposable
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Keep-Alive", "Transfer-Encoding", "Host", "Content-Length", "Upgrade" };

    private readonly WebApplication _app;
    private readonly HttpClient _server;
    private readonly Lock _lock = new();
    private CancellationTokenSource _flowing = new();

    private ApiProxy(WebApplication app, HttpClient server) => (_app, _server) = (app, server);

    public Uri Url => new(_app.Urls.First());

    /// <summary>Runs before a call goes on. What it returns is the answer, and the call does not go on; null lets it.</summary>
    public Func<ApiCall, ValueTask<ApiAnswer?>>? Before { get; set; }

    /// <summary>Runs when the API server has answered, and before the operator hears of it. False drops the connection.</summary>
    public Func<ApiCall, ValueTask<bool>>? After { get; set; }

    /// <summary>Runs when the operator has got its answer.</summary>
    public Func<ApiCall, ValueTask>? Answered { get; set; }

    /// <summary>
    /// Gets each line of what the API server answers to a read: one of a watch, or a whole object or list. What it returns goes on in
    /// its place; null leaves it out. A watch has it from its beginning to its end.
    /// </summary>
    public Func<ApiCall, string, ValueTask<string?>>? Rewrite { get; set; }

    /// <summary>How long each watch is asked to last; null is the operator's own wish.</summary>
    public TimeSpan? WatchDuration { get; set; }

    /// <summary>True answers nothing: the API server is not to be reached.</summary>
    public bool IsCut { get; private set; }

    public static async Task<ApiProxy> StartAsync(LocalControlPlane plane, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var server = ServerReadiness.Trusting(plane.CaPem);
        server.BaseAddress = plane.Url;
        server.Timeout = Timeout.InfiniteTimeSpan;
        var app = builder.Build();
        var proxy = new ApiProxy(app, server);
        app.Run(proxy.HandleAsync);
        await app.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>Ends every answer that is under way, watches among them; the next calls are served again.</summary>
    public void CutWatches()
    {
        CancellationTokenSource flowing;
        lock (_lock)
            (flowing, _flowing) = (_flowing, new CancellationTokenSource());
        flowing.Cancel();
        flowing.Dispose();
    }

    /// <summary>Cuts the operator off, or lets it through again.</summary>
    public void Cut(bool cut)
    {
        IsCut = cut;
        if (cut)
            CutWatches();
    }

    public async ValueTask DisposeAsync()
    {
        Cut(cut: true);
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(stopping.Token);
        await _app.DisposeAsync();
        _server.Dispose();
        _flowing.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        CancellationToken flowing;
        lock (_lock)
            flowing = _flowing.Token;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, flowing);
        try
        {
            await PassAsync(http, both.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            http.Abort();
        }
    }

    private async Task PassAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (IsCut)
        {
            http.Abort();
            return;
        }

        using var sent = new MemoryStream();
        await http.Request.Body.CopyToAsync(sent, cancellationToken);
        var call = new ApiCall(http.Request.Method, http.Request.Path.Value ?? "/", http.Request.QueryString.Value ?? "", Encoding.UTF8.GetString(sent.ToArray()));

        if (Before is { } before && await before(call) is { } answer)
        {
            await answer.WriteAsync(http, cancellationToken);
            return;
        }

        var rewrite = call.IsWrite ? null : Rewrite;
        using var request = Forwarded(http, sent.ToArray());
        if (rewrite is not null)
            request.Headers.AcceptEncoding.Clear();
        using var response = await _server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (After is { } after && !await after(call))
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !HopByHop.Contains(header.Key)))
            http.Response.Headers[name] = values.ToArray();
        await http.Response.StartAsync(cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (rewrite is not null)
            await PassLinesAsync(http, line => rewrite(call, line), body, cancellationToken);
        else
            await PassBytesAsync(http, body, cancellationToken);

        if (Answered is { } answered)
        {
            await http.Response.CompleteAsync();
            await answered(call);
        }
    }

    private static async Task PassLinesAsync(HttpContext http, Func<string, ValueTask<string?>> rewrite, Stream body, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (await rewrite(line).AsTask().WaitAsync(cancellationToken) is not { } passed)
                continue;
            await http.Response.WriteAsync(passed + "\n", cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
        }
    }

    private static async Task PassBytesAsync(HttpContext http, Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
        }
    }

    private HttpRequestMessage Forwarded(HttpContext http, byte[] body)
    {
        var query = http.Request.QueryString.Value ?? "";
        if (WatchDuration is { } duration)
            query = Timeouts().Replace(query, string.Create(CultureInfo.InvariantCulture, $"timeoutSeconds={duration.TotalSeconds:0}"));
        var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(_server.BaseAddress!, http.Request.Path.Value + query));
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in http.Request.Headers.Where(header => !HopByHop.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return request;
    }

    [GeneratedRegex("timeoutSeconds=[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Timeouts();
}
