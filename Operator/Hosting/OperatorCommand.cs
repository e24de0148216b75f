using System.CommandLine;
using Amazon.Runtime;
using k8s.Exceptions;
using Microsoft.AspNetCore.Connections;

namespace IrsaOperator.Hosting;

/// <summary>The command line of irsa-operator.</summary>
internal static class OperatorCommand
{
    /// <summary>The exit code for settings that can't be used.</summary>
    private const int UsageError = 2;

    public static RootCommand Create()
    {
        var options = Settings.All.ToDictionary(setting => setting, ToOption);
        var run = new Command("run", "Runs the operator against the cluster and the account that KUBECONFIG (or the pod) and AWS_* name.");
        foreach (var option in options.Values)
            run.Add(option);
        run.SetAction(async (parsed, cancellationToken) =>
        {
            var (settings, mistakes) = OptionsParser.Parse(
                setting => Flag(parsed, options[setting], setting), Environment.GetEnvironmentVariable);
            if (settings is null)
            {
                foreach (var mistake in mistakes)
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(mistake);
                return UsageError;
            }

            try
            {
                await using var app = OperatorHost.Build(settings);
                await app.RunAsync(cancellationToken);
                return 0;
            }
            catch (Exception error) when (StartError(error) is { } sentence)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(sentence);
                return UsageError;
            }
        });
        return new RootCommand("IrsaOperator: IAM roles for Kubernetes ServiceAccounts, declared as IrsaBinding objects.") { run };
    }

    /// <summary>What the one who started the program can mend, as a sentence; null for what is a bug.</summary>
    private static string? StartError(Exception error) => error switch
    {
        KubeConfigException => $"The kubeconfig can't be used: {error.Message.TrimEnd('.')}. Set KUBECONFIG to a file that names a cluster and a user.",
        AmazonClientException => $"The AWS clients can't be made: {error.Message}. Set {Settings.AwsRegion.Flag} or AWS_REGION.",
        IOException { InnerException: AddressInUseException } => $"{Settings.HttpPort.Flag} is taken: {error.Message}",
        _ => null,
    };

    private static Option<string?> ToOption(Setting setting) => new(setting.Flag)
    {
        Description = $"{setting.Description} [{setting.EnvironmentVariable}{(setting.Default is null ? "" : $", default {setting.Default}")}]",
        Arity = setting.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    private static string? Flag(ParseResult parsed, Option<string?> option, Setting setting) =>
        parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) ?? (setting.IsSwitch ? "true" : null) : null;
}
