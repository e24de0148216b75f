using System.Globalization;
using Amazon.Runtime.Internal;

namespace Amazon.Internal;

/// <summary>
/// Writes the parameters of a Query request. What is null is not sent; an empty list is sent as an empty parameter.
/// </summary>
internal sealed class QueryParameters(ParameterCollection parameters, string prefix = "")
{
    public void Add(string name, string? value)
    {
        if (value is not null)
            parameters.Add(prefix + name, value);
    }

    public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, List<string>? values) =>
        Add(name, values, (member, value) => member.Add("", value));

    public void Add<T>(string name, List<T>? values, Action<QueryParameters, T> write)
    {
        if (values is null || (values.Count == 0 && AWSConfigs.InitializeCollections))
            return;
        if (values.Count == 0)
            Add(name, "");
        for (var i = 0; i < values.Count; i++)
            if (values[i] is { } value)
                write(Member(name, i + 1), value);
    }

    private QueryParameters Member(string name, int number) =>
        new(parameters, string.Create(CultureInfo.InvariantCulture, $"{prefix}{name}.member.{number}"));
}
