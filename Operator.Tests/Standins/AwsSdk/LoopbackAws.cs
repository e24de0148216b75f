using System.Collections.Concurrent;
using System.Net;
using Amazon.EKS;
using Amazon.IdentityManagement;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IrsaOperator.Tests.Standins.AwsSdk;

/// <summary>
/// A server on loopback that keeps what it receives, refuses what is not signed correctly, and answers what the test told it to.
/// </summary>
internal sealed class LoopbackAws : IAsyncDisposable
{
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private readonly WebApplication _app;
    private readonly Func<ReceivedRequest, CancellationToken, Task<Answer>> _answer;

    private LoopbackAws(Func<ReceivedRequest, CancellationToken, Task<Answer>> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    public ReceivedRequest Single => Assert.Single(Requests);

    public Uri Url { get; private set; } = null!;

    public static Task<LoopbackAws> StartAsync(params Answer[] answers)
    {
        var queue = new ConcurrentQueue<Answer>(answers);
        return StartAsync((_, _) => Task.FromResult(queue.TryDequeue(out var answer) ? answer : answers[^1]));
    }

    public static async Task<LoopbackAws> StartAsync(Func<ReceivedRequest, CancellationToken, Task<Answer>> answer)
    {
        var server = new LoopbackAws(answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Url = new Uri(server._app.Urls.First());
        return server;
    }

    public AmazonIdentityManagementServiceClient Iam(Action<AmazonIdentityManagementServiceConfig>? configure = null)
    {
        var config = new AmazonIdentityManagementServiceConfig
        {
            ServiceURL = Url.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        };
        configure?.Invoke(config);
        return new AmazonIdentityManagementServiceClient(AccessKey, SecretKey, config);
    }

    public AmazonEKSClient Eks(Action<AmazonEKSConfig>? configure = null)
    {
        var config = new AmazonEKSConfig { ServiceURL = Url.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 };
        configure?.Invoke(config);
        return new AmazonEKSClient(AccessKey, SecretKey, config);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal),
            body.ToArray());
        Requests.Enqueue(request);

        var problem = SigV4.Problem(request, AccessKey, SecretKey);
        var answer = problem is null
            ? await _answer(request, context.RequestAborted)
            : Answer.IamError(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", WebUtility.HtmlEncode(problem));
        context.Response.StatusCode = (int)answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }
}
