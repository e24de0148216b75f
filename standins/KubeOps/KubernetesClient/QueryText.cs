namespace KubeOps.KubernetesClient;

/// <summary>Writes query strings.</summary>
internal static class QueryText
{
    /// <summary>The parameters that have a value, behind a question mark.</summary>
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var parts = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
