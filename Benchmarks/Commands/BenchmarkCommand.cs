using System.CommandLine;
using System.Text.Json;
using IrsaOperator.Benchmarks.Macro;
using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Commands;

/// <summary>The command line: the benchmarks by name, or all of them.</summary>
internal static class BenchmarkCommand
{
    private const string All = "all";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly BenchSettings Defaults = new();

    private static readonly IReadOnlyList<IMacroBenchmark> Macros =
    [
        new StartBenchmark(), new LatencyBenchmark(), new ConvergeBenchmark(), new DeleteBenchmark(), new EstateBenchmark(), new ThrottleBenchmark(), new ShardBenchmark(),
    ];

    public static RootCommand Create()
    {
        var names = new Argument<string[]>("benchmarks")
        {
            Description = $"Which: {string.Join(", ", Macros.Select(macro => $"{macro.Name} ({macro.Description})"))}; {All} for every one.",
            Arity = ArgumentArity.OneOrMore,
        };
        names.AcceptOnlyFromAmong([All, .. Macros.Select(macro => macro.Name)]);
        var quick = new Option<bool>("--quick") { Description = "Small numbers, to see whether everything works; the figures mean nothing." };
        var runs = new Option<int>("--runs") { Description = "How often each figure is taken; the median counts.", DefaultValueFactory = _ => Defaults.Runs };
        var bindings = new Option<int[]>("--bindings")
        {
            Description = "Of how many bindings converge and delete are measured.",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "NUMBER",
            DefaultValueFactory = _ => [.. Defaults.Bindings],
        };
        var parallelism = new Option<int>("--parallelism") { Description = "How many bindings are worked on at once.", DefaultValueFactory = _ => Defaults.Parallelism };
        foreach (var number in (Option[])[runs, bindings, parallelism])
            AtLeastOne(number);
        var program = new Option<string?>("--operator") { Description = "The folder of a published operator; one is published first when left out.", HelpName = "FOLDER" };
        var json = new Option<string?>("--json") { Description = "A file for the figures as JSON.", HelpName = "FILE" };
        var root = new RootCommand("Benchmarks of IrsaOperator, on a real kube-apiserver and etcd and the AWS emulator.")
        {
            names, quick, runs, bindings, parallelism, program, json, BareCommand.Create(), MicroCommand.Create(),
        };
        root.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new BenchSettings
            {
                Quick = parsed.GetValue(quick),
                Runs = parsed.GetValue(runs),
                Bindings = parsed.GetValue(bindings)!,
                Parallelism = parsed.GetValue(parallelism),
                Operator = parsed.GetValue(program),
            };
            var wanted = parsed.GetValue(names)!;
            return await RunAsync([.. Macros.Where(macro => wanted.Contains(All) || wanted.Contains(macro.Name))], settings, parsed.GetValue(json), cancellationToken);
        });
        return root;
    }

    private static void AtLeastOne(Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number < 1))
            result.AddError($"{option.Name} must be 1 or more.");
    });

    private static async Task<int> RunAsync(IReadOnlyList<IMacroBenchmark> macros, BenchSettings settings, string? file, CancellationToken cancellationToken)
    {
        using var build = settings.Operator is { } folder ? new OperatorBuild(folder, owned: false) : await OperatorBuild.PublishAsync(cancellationToken);
        var bench = new Bench(settings, build, line => Console.Error.WriteLine($"· {line}"));
        var results = new Dictionary<string, IReadOnlyList<Row>>(StringComparer.Ordinal);
        foreach (var macro in macros)
        {
            Console.WriteLine($"{Environment.NewLine}## {macro.Name}: {macro.Description}{Environment.NewLine}");
            var rows = results[macro.Name] = await macro.RunAsync(bench, cancellationToken);
            Console.WriteLine(Table.Render(rows));
        }

        Console.WriteLine(MachineFacts.Describe(bench.Kubernetes));
        if (file is not null)
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { machine = MachineFacts.Describe(bench.Kubernetes), settings, results }, Json), cancellationToken);
        return 0;
    }
}
