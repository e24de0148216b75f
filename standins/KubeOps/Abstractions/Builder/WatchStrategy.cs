namespace KubeOps.Abstractions.Builder;

/// <summary>Whether controllers of one entity share their watch; the stand-in shares it where the selectors are equal.</summary>
public enum WatchStrategy
{
    PerController,
    SharedPerEntity,
}
