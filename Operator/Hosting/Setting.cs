namespace IrsaOperator.Hosting;

/// <summary>One setting: a flag, and an environment variable of the same name.</summary>
/// <param name="Flag">The flag, such as --cluster-name.</param>
/// <param name="Description">What it does, with unit and limits.</param>
/// <param name="Default">The text that counts when neither is given; null for none.</param>
/// <param name="IsSwitch">Whether the flag alone means true.</param>
internal sealed record Setting(string Flag, string Description, string? Default = null, bool IsSwitch = false)
{
    /// <summary>IRSA_CLUSTER_NAME for --cluster-name.</summary>
    public string EnvironmentVariable => "IRSA_" + Flag.TrimStart('-').Replace('-', '_').ToUpperInvariant();
}
