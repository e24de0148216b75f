using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>Serves admission reviews over TLS on a free port of the loopback address.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2 _certificate;
    private long _answered;

    private WebhookServer(WebApplication application, X509Certificate2 certificate)
    {
        _application = application;
        _certificate = certificate;
    }

    public Uri Url => new(_application.Urls.Single());

    /// <summary>How many reviews were answered.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    public static async Task<WebhookServer> StartAsync(PodAdmission admission, X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        // Neither configuration files nor environment variables nor Ctrl+C are this server's business: its owner stops it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.UseHttps(certificate)));
        var server = new WebhookServer(builder.Build(), certificate);
        server._application.UseRouting();
        server._application.MapPost(PodIdentityNames.Path, context => server.ServeAsync(context, admission));
        await server._application.StartAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task ServeAsync(HttpContext context, PodAdmission admission)
    {
        var review = await context.Request.ReadFromJsonAsync<AdmissionReview>(context.RequestAborted);
        if (review?.Request is not { } request)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await context.Response.WriteAsJsonAsync(await admission.ReviewAsync(request, context.RequestAborted), context.RequestAborted);
        Interlocked.Increment(ref _answered);
    }

    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
