namespace IrsaOperator.Benchmarks.Measuring;

/// <summary>One line of the result.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">What came out, with its unit.</param>
/// <param name="Target">What it must reach; null for what is told for information.</param>
/// <param name="Met">Whether it does; null where there is no target.</param>
internal sealed record Row(string What, string Value, string? Target = null, bool? Met = null)
{
    /// <summary>A line with a target that is a smallest or largest number.</summary>
    public static Row Of(string what, string value, string target, bool met) => new(what, value, target, met);
}
