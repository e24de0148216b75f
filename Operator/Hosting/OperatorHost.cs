using IrsaOperator.Aws;
using IrsaOperator.Reconciliation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Metrics;

namespace IrsaOperator.Hosting;

/// <summary>Builds the program out of its options.</summary>
internal static class OperatorHost
{
    private const string Name = "irsa-operator";

    /// <summary>Of one metric. Labels are operations, error codes, reasons and types, never names.</summary>
    private const int MostSeries = 500;

    /// <summary>The runtime's own, told apart by the heap's generations and by types of exceptions.</summary>
    private const string RuntimeMeter = "System.Runtime";

    private const int MostRuntimeSeries = 100;

    /// <summary>KubeOps's name for the operator: its meter, its activities and the lease (irsa-operator-leader). A shard has a lease of its own.</summary>
    public static string NameOf(OperatorOptions options) => options.Shard is { } shard ? $"{Name}-{shard}" : Name;

    public static WebApplication Build(OperatorOptions options, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();

        // Flags and IRSA_* variables are the whole configuration; nothing is picked up from the working directory.
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.HttpAddress, options.HttpPort));
        AddLogging(builder.Logging, options);
        builder.Services.AddSingleton(TimeProvider.System);

        // Read here and now: a kubeconfig that can't be used is told in one sentence, before anything is started.
        builder.Services.AddSingleton(ClusterAccess.Load());
        builder.Services.AddOperator(options);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHostedService<StartupCheck>();
        builder.Services.AddSingleton<IHeap, ManagedHeap>();
        builder.Services.AddHostedService<HeapTrim>();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(NameOf(options), AwsMetrics.MeterName, BindingMetrics.MeterName, RuntimeMeter)
            // Room for every series is set aside at the start, by default for 2000 of each metric: some 6 MB.
            .AddView(instrument => new MetricStreamConfiguration { CardinalityLimit = instrument.Meter.Name == RuntimeMeter ? MostRuntimeSeries : MostSeries })
            .AddPrometheusExporter());
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
        app.Run(Answer);
        return app;
    }

    /// <summary>Three pages need no routing, which would compile expressions at each start.</summary>
    private static Task Answer(HttpContext context)
    {
        var problem = context.Request.Path.Value == "/readyz" ? context.RequestServices.GetRequiredService<Readiness>().Problem : null;
        if (context.Request.Path.Value is not ("/healthz" or "/readyz"))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(problem ?? "ok");
    }

    private static void AddLogging(ILoggingBuilder logging, OperatorOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.LogLevel);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        if (options.JsonLogs)
            logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
    }
}
