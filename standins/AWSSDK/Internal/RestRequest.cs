using System.Globalization;
using Amazon.Runtime.Internal;

namespace Amazon.Internal;

/// <summary>Writes the parameters of a REST-JSON read: path labels and the query string. What is null is not sent.</summary>
internal sealed class RestRequest(IRequest request, Func<string, Exception> missing)
{
    /// <summary>A label of the path; Core encodes it, so it can hold a slash.</summary>
    public void Path(string label, string member, string? value)
    {
        if (string.IsNullOrEmpty(value))
            throw missing(member);
        request.AddPathResource($"{{{label}}}", value);
    }

    public void Query(string name, string? value)
    {
        if (value is not null)
            request.Parameters.Add(name, value);
    }

    public void Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Query(string name, List<string>? values)
    {
        if (values is { Count: > 0 })
            request.ParameterCollection.Add(name, values);
    }
}
