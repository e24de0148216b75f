using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace IrsaOperator.Benchmarks.Commands;

/// <summary><c>micro</c>: the pure functions that every reconcile runs through, with BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var filter = new Option<string>("--filter") { Description = "Which, as a glob of their names.", DefaultValueFactory = _ => "*", HelpName = "GLOB" };
        var command = new Command("micro", "The pure functions that every reconcile runs through.") { filter };
        command.SetAction(parsed =>
        {
            // In this process: nothing more is built or restored.
            var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
            BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(["--filter", parsed.GetValue(filter)!], config);
        });
        return command;
    }
}
