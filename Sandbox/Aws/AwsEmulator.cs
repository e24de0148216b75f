using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>IAM, STS and EKS of one account on one loopback port.</summary>
internal sealed class AwsEmulator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AwsEmulator(WebApplication app, AwsEmulatorOptions options, AwsAccount account, AwsJournal journal, AwsBehaviour behaviour)
    {
        _app = app;
        Options = options;
        Account = account;
        Journal = journal;
        Behaviour = behaviour;
    }

    public Uri Endpoint => new(_app.Urls.First());

    public AwsEmulatorOptions Options { get; }

    public AwsAccount Account { get; }

    public AwsJournal Journal { get; }

    public AwsBehaviour Behaviour { get; }

    public static async Task<AwsEmulator> StartAsync(AwsEmulatorOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var account = new AwsAccount(options);
        account.AddCluster(options.ClusterName, options.Issuer);
        var journal = new AwsJournal(options.JournalFile);
        var behaviour = new AwsBehaviour(options.TimeProvider);
        var pipeline = new AwsPipeline(options, account, journal, behaviour);
        var app = builder.Build();
        app.Run(pipeline.HandleAsync);
        var emulator = new AwsEmulator(app, options, account, journal, behaviour);
        await app.StartAsync(cancellationToken);
        return emulator;
    }

    public async ValueTask DisposeAsync()
    {
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(stopping.Token);
        await _app.DisposeAsync();
        Journal.Dispose();
    }
}
