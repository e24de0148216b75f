namespace IrsaOperator.Planning;

/// <summary>Issuer URLs as Kubernetes and IAM write them.</summary>
internal static class OidcIssuer
{
    private const string Scheme = "https://";

    /// <summary>The issuer without scheme and trailing slash, the form that IAM uses.</summary>
    public static string HostPath(string issuer)
    {
        var hostPath = issuer.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? issuer[Scheme.Length..] : issuer;
        return hostPath.TrimEnd('/');
    }

    /// <summary>Whether both mean the same issuer; the host's letter case does not matter, the path's does.</summary>
    public static bool Same(string left, string right)
    {
        var (leftHost, leftPath) = Split(HostPath(left));
        var (rightHost, rightPath) = Split(HostPath(right));
        return string.Equals(leftHost, rightHost, StringComparison.OrdinalIgnoreCase)
            && string.Equals(leftPath, rightPath, StringComparison.Ordinal);
    }

    private static (string Host, string Path) Split(string hostPath)
    {
        var slash = hostPath.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (hostPath, "") : (hostPath[..slash], hostPath[slash..]);
    }
}
