using System.Globalization;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>What is to be injected into a pod, merged from the flags, the ServiceAccount's annotations and the pod's.</summary>
internal sealed record PodIdentitySettings(
    string RoleArn, string Audience, bool RegionalSts, long TokenExpiration, IReadOnlySet<string> SkippedContainers)
{
    /// <summary>The API server gives out no tokens for less.</summary>
    private const long MinimumExpiration = 600;

    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>Null when the ServiceAccount names no role, and the pod is to stay as it is.</summary>
    public static PodIdentitySettings? From(
        IDictionary<string, string>? serviceAccount, IDictionary<string, string>? pod, PodIdentityWebhookOptions options)
    {
        serviceAccount ??= None;
        pod ??= None;
        if (!serviceAccount.TryGetValue(PodIdentityNames.RoleArn, out var roleArn) || roleArn.Length == 0)
            return null;

        var expiration = Expiration(pod) ?? Expiration(serviceAccount) ?? options.DefaultTokenExpiration;
        return new PodIdentitySettings(
            roleArn,
            serviceAccount.TryGetValue(PodIdentityNames.Audience, out var audience) ? audience : options.DefaultAudience,
            RegionalEndpoints(serviceAccount) ?? options.RegionalSts,
            expiration,
            Skipped(pod));
    }

    // Something that is no number is as good as absent.
    private static long? Expiration(IDictionary<string, string> annotations) =>
        annotations.TryGetValue(PodIdentityNames.TokenExpiration, out var text)
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Max(seconds, MinimumExpiration)
            : null;

    // The spellings that Go's strconv.ParseBool takes.
    private static bool? RegionalEndpoints(IDictionary<string, string> annotations) =>
        annotations.TryGetValue(PodIdentityNames.StsRegionalEndpoints, out var text)
            ? text switch
            {
                "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
                "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
                _ => null,
            }
            : null;

    // Names of containers hold neither commas nor quotes, so the CSV is a plain list; blanks count.
    private static HashSet<string> Skipped(IDictionary<string, string> annotations) =>
        annotations.TryGetValue(PodIdentityNames.SkipContainers, out var text) ? [.. text.Split(',')] : [];
}
