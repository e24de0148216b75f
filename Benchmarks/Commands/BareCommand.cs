using System.CommandLine;
using IrsaOperator.Benchmarks.Bare;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Commands;

/// <summary><c>bare</c>: what the benchmarks start as the floor; nobody needs it by hand.</summary>
internal static class BareCommand
{
    public static Command Create()
    {
        var status = new Option<string>("--status") { Required = true };
        var trust = new Option<string>("--trust") { Required = true };
        var warmUp = new Option<int>("--warm-up");
        var count = new Option<int>("--count");
        var parallelism = new Option<int>("--parallelism") { DefaultValueFactory = _ => 16 };
        var follow = new Option<string?>("--follow");
        var withoutAws = new Option<bool>("--without-aws");
        var command = new Command("bare", "The floor that others are measured against.") { status, trust, warmUp, count, parallelism, follow, withoutAws };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new BareClient(
                await File.ReadAllTextAsync(parsed.GetValue(status)!, cancellationToken), await File.ReadAllTextAsync(parsed.GetValue(trust)!, cancellationToken), !parsed.GetValue(withoutAws));
            if (parsed.GetValue(follow) is { } @namespace)
            {
                await client.FollowAsync(@namespace, () => Console.WriteLine("watching"), cancellationToken);
                return 0;
            }

            await ConvergeAsync(client, "bare-warm", parsed.GetValue(warmUp), parsed.GetValue(parallelism), cancellationToken);
            Console.WriteLine("ready");
            if (await Console.In.ReadLineAsync(cancellationToken) is null)
                return 1;
            await ConvergeAsync(client, "bare", parsed.GetValue(count), parsed.GetValue(parallelism), cancellationToken);
            Console.WriteLine("done");
            return 0;
        });
        return command;
    }

    private static Task ConvergeAsync(BareClient client, string @namespace, int count, int parallelism, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
        async (number, token) => await client.ConvergeAsync(@namespace, BenchCluster.Name(number), token));
}
