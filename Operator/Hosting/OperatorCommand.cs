using System.CommandLine;

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

            await using var app = OperatorHost.Build(settings);
            await app.RunAsync(cancellationToken);
            return 0;
        });
        return new RootCommand("IrsaOperator: IAM roles for Kubernetes ServiceAccounts, declared as IrsaBinding objects.") { run };
    }

    private static Option<string?> ToOption(Setting setting) => new(setting.Flag)
    {
        Description = $"{setting.Description} [{setting.EnvironmentVariable}{(setting.Default is null ? "" : $", default {setting.Default}")}]",
        Arity = setting.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    private static string? Flag(ParseResult parsed, Option<string?> option, Setting setting) =>
        parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) ?? (setting.IsSwitch ? "true" : null) : null;
}
