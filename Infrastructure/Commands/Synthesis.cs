using Amazon.CDK;
using IrsaOperator.Infrastructure.Configuration;
using IrsaOperator.Infrastructure.Stacks;

namespace IrsaOperator.Infrastructure.Commands;

/// <summary>From context to a template on disk.</summary>
internal static class Synthesis
{
    /// <summary>Writes the template into a folder.</summary>
    /// <returns>The path of the template.</returns>
    /// <exception cref="SynthesisException">The context is wrong, or the CDK can't run here.</exception>
    public static string Run(string? output, IReadOnlyDictionary<string, string> context)
    {
        var (settings, mistakes) = SettingsReader.Read(context.Keys, context.GetValueOrDefault);
        if (settings is null)
            throw new SynthesisException(string.Join(System.Environment.NewLine, mistakes));
        if (!NodeRuntime.IsInstalled())
            throw new SynthesisException("The AWS CDK runs on Node.js: install it (https://nodejs.org), so that \"node\" is on the PATH.");

        var folder = Path.GetFullPath(output ?? System.Environment.GetEnvironmentVariable("CDK_OUTDIR") ?? "cdk.out");
        var app = new App(new AppProps { Outdir = folder, AnalyticsReporting = false });
        _ = new BaseClusterStack(app, settings);
        app.Synth();
        return Path.Combine(folder, $"{settings.ClusterName}.template.json");
    }
}
