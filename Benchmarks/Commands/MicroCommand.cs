using System.CommandLine;
using BenchmarkDotNet.Running;

namespace IrsaOperator.Benchmarks.Commands;

/// <summary><c>micro</c>: the pure functions that every reconcile runs through, with BenchmarkDotNet's own options behind it.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var options = new Argument<string[]>("options") { Description = "BenchmarkDotNet's options, such as --filter '*Trust*' --job short.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("micro", "The pure functions that every reconcile runs through.") { options };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            string[] arguments = [.. parsed.GetValue(options) ?? [], .. parsed.UnmatchedTokens];
            BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(arguments.Contains("--filter") ? arguments : [.. arguments, "--filter", "*"]);
        });
        return command;
    }
}
