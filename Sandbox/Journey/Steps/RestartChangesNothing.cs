namespace IrsaOperator.Sandbox.Journey.Steps;

/// <summary>A restarted operator looks at every binding anew, which is as much as an unchanged binding can ever cost.</summary>
internal sealed class RestartChangesNothing : IJourneyStep
{
    private static readonly ObjectName[] Bindings = [Samples.Workload, Samples.AwsNode];
    private static readonly string[] Reads = ["Get", "List", "Describe", "AssumeRole"];

    public string Name => "A restarted operator finds nothing to do: no IAM write, no Kubernetes write";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        var before = await VersionsAsync(context, cancellationToken);
        var mark = context.Calls.Mark();
        await context.Eks.StopOperatorAsync();
        await OperatorStart.RunAsync(context, Bindings, cancellationToken);
        notes.Did("stopped the operator, started it again, and stopped it when it had looked at both bindings");

        // A graceful end drains what is under way: no write can come after the look at the objects.
        await context.Eks.StopOperatorAsync();
        var calls = context.Calls.Since(mark);
        notes.Saw("AWS calls", string.Join(", ", calls.OrderBy(call => call.Key, StringComparer.Ordinal).Select(call => $"{call.Value} {call.Key}")));
        var writes = calls.Keys.Where(IsWrite).ToList();
        if (writes.Count > 0)
            throw new StepFailedException($"The operator wrote to IAM: {string.Join(", ", writes)}.");

        var after = await VersionsAsync(context, cancellationToken);
        foreach (var ((what, was), (_, version)) in before.Zip(after))
            notes.Saw(what, was == version ? $"resourceVersion {version}, as before" : $"resourceVersion {version}, and {was} before");
        if (!before.SequenceEqual(after))
            throw new StepFailedException("The operator wrote to objects that need no change.");
    }

    private static bool IsWrite(string operation) => !Array.Exists(Reads, read => operation.StartsWith(read, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<(string What, string Version)>> VersionsAsync(JourneyContext context, CancellationToken cancellationToken)
    {
        List<(string, string)> versions = [];
        foreach (var name in Bindings)
        {
            var binding = await context.FindBindingAsync(name, cancellationToken) ?? throw new StepFailedException($"Binding {name} does not exist.");
            var account = await context.GetServiceAccountAsync(name, cancellationToken);
            versions.Add(($"binding {name}", binding.Metadata.ResourceVersion));
            versions.Add(($"ServiceAccount {name}", account.Metadata.ResourceVersion));
        }

        return versions;
    }
}
