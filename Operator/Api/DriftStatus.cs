namespace IrsaOperator.Api;

/// <summary>A change that somebody else made to the role.</summary>
public sealed class DriftStatus
{
    /// <summary>When it was found.</summary>
    public DateTime? Time { get; set; }

    /// <summary>What was different, one entry for each change.</summary>
    public IList<string>? Changes { get; set; }
}
