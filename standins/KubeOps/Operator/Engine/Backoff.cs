namespace KubeOps.Operator.Engine;

/// <summary>Delays that grow, within bounds, and never coincide for long.</summary>
internal static class Backoff
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The delay after the given failure, counted from one: exponential, capped, and a fifth to either side.</summary>
    public static TimeSpan Delay(int failure, TimeSpan first, TimeSpan longest)
    {
        var delay = first * Math.Pow(2, Math.Clamp(failure - 1, 0, 30));
        return Jitter(delay < longest ? delay : longest);
    }

    public static TimeSpan Jitter(TimeSpan delay) => delay * (0.8 + (Random.Shared.NextDouble() * 0.4));
}
