namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>What an earlier run downloaded or built; only the versions that the other sources would bring, the preferred one first.</summary>
internal sealed class CachedSource(ControlPlaneCache cache, IReadOnlyList<string> versions) : IControlPlaneSource
{
    public string Name => "cache";

    public Task<SourceAnswer> GetAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        foreach (var version in versions)
        {
            if (cache.Find(version, Name) is { } binaries)
                return Task.FromResult(SourceAnswer.Found(binaries));
        }

        return Task.FromResult(SourceAnswer.Unavailable($"{cache.Root} has neither {string.Join(" nor ", versions)}"));
    }
}
