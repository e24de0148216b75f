using System.CommandLine;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Commands;

/// <summary><c>synth</c>: writes the template. Nothing is asked of AWS.</summary>
internal static class SynthCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The folder that the template is written to; the CDK CLI's own (CDK_OUTDIR), or cdk.out, when left out.",
            HelpName = "DIR",
        };
        var context = new Option<string[]>("--context", "-c")
        {
            Description = "Changes one thing about the cluster; the next lines name them all." + string.Concat(ContextKeys.All.Select(Help)),
            HelpName = "KEY=VALUE",
        };
        var command = new Command("synth", "Writes the CloudFormation template of the base cluster, offline and the same bytes each time.") { output, context };
        command.SetAction(parsed => Run(parsed.GetValue(output), parsed.GetValue(context) ?? []));
        return command;
    }

    private static string Help(ContextKey key) => $"{Environment.NewLine}{key.Name}: {key.Description}{(key.Default is null ? "" : $" [{key.Default}]")}";

    private static int Run(string? output, string[] context)
    {
        using var scratch = JsiiScratch.Create();
        try
        {
            Console.WriteLine(Synthesis.Run(output, CdkContext.Read(context, Environment.GetEnvironmentVariable)));
            return 0;
        }
        catch (SynthesisException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
