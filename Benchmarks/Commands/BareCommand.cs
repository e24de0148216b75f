using System.CommandLine;
using IrsaOperator.Benchmarks.Bare;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Commands;

/// <summary><c>bare</c>: what the benchmarks start as the floor; nobody needs it by hand.</summary>
internal static class BareCommand
{
    /// <summary>The namespaces of its bindings: those that it works on when it is told to, and those that it warms up with.</summary>
    public const string Namespace = "bare";

    public const string WarmNamespace = "bare-warm";

    public static Command Create()
    {
        var status = new Option<string>("--status") { Required = true };
        var trust = new Option<string>("--trust") { Required = true };
        var warmUp = new Option<int>("--warm-up");
        var count = new Option<int>("--count");
        var parallelism = new Option<int>("--parallelism") { DefaultValueFactory = _ => 16 };
        var follow = new Option<string?>("--follow");
        var withoutAws = new Option<bool>("--without-aws");
        var delete = new Option<bool>("--delete");
        var command = new Command("bare", "The floor that others are measured against.") { status, trust, warmUp, count, parallelism, follow, withoutAws, delete };
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

            var (warm, all, workers) = (parsed.GetValue(warmUp), parsed.GetValue(count), parsed.GetValue(parallelism));
            Task ConvergeAsync(string @namespace, int some) => EachAsync(client.ConvergeAsync, @namespace, some, workers, cancellationToken);
            Task RemoveAsync(string @namespace, int some) => EachAsync(client.RemoveAsync, @namespace, some, workers, cancellationToken);
            await ConvergeAsync(WarmNamespace, warm);
            if (parsed.GetValue(delete))
            {
                await ConvergeAsync(Namespace, all);
                Console.WriteLine("ready");
                await WhenToldAsync(() => RemoveAsync(WarmNamespace, warm), cancellationToken);
                await WhenToldAsync(() => RemoveAsync(Namespace, all), cancellationToken);
            }
            else
            {
                Console.WriteLine("ready");
                await WhenToldAsync(() => ConvergeAsync(Namespace, all), cancellationToken);
            }

            return 0;
        });
        return command;
    }

    /// <summary>Acts when it is told to, and says when it is done.</summary>
    private static async Task WhenToldAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        if (await Console.In.ReadLineAsync(cancellationToken) is null)
            throw new OperationCanceledException("Nobody waits for it any more.");
        await act();
        Console.WriteLine("done");
    }

    private static Task EachAsync(Func<string, string, CancellationToken, Task> act, string @namespace, int count, int parallelism, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
        async (number, token) => await act(@namespace, BenchCluster.Name(number), token));
}
