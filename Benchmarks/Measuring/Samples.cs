namespace IrsaOperator.Benchmarks.Measuring;

/// <summary>Several measurements of one thing.</summary>
internal sealed class Samples
{
    private readonly double[] _sorted;

    public Samples(IEnumerable<double> values) => _sorted = [.. values.Order()];

    public double Median => Percentile(50);

    public double Least => _sorted[0];

    public double Most => _sorted[^1];

    public int Count => _sorted.Length;

    /// <summary>The value that so many percent of the measurements do not exceed, between two neighbours in proportion.</summary>
    public double Percentile(double percent)
    {
        var place = percent / 100 * (_sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((_sorted[above] - _sorted[below]) * (place - below));
    }

    /// <summary>The median, and how far the others are spread.</summary>
    public string Describe(string format) => Count == 1
        ? Number(Median, format)
        : $"{Number(Median, format)} ({Number(Least, format)}-{Number(Most, format)})";

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
