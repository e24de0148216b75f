using System.Reflection;
using System.Xml.Linq;

namespace IrsaOperator.Sandbox.Manifests;

/// <summary>The summaries of an XML documentation file, as plain text of one line each.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(IEnumerable<XElement> members) => _members = members
        .Where(member => member.Attribute("name") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>The documentation file that the compiler put beside the assembly.</summary>
    /// <exception cref="FileNotFoundException">The assembly was built without its documentation, so descriptions would be lost.</exception>
    public static XmlDocumentation BesideAssembly(string assemblyPath)
    {
        var path = Path.ChangeExtension(assemblyPath, ".xml");
        return File.Exists(path)
            ? Parse(XDocument.Load(path, LoadOptions.PreserveWhitespace))
            : throw new FileNotFoundException("The XML documentation is missing: build with GenerateDocumentationFile.", path);
    }

    public static XmlDocumentation Parse(XDocument document) => new(document.Descendants("member"));

    public string? SummaryOf(Type type) => Text(Member("T", type)?.Element("summary"));

    /// <summary>The property's summary, or the parameter's text where a record declares the property.</summary>
    public string? SummaryOf(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        return Text(Member("P", owner, $".{property.Name}")?.Element("summary"))
            ?? Text(Member("T", owner)?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name));
    }

    private XElement? Member(string kind, Type type, string suffix = "")
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return _members.GetValueOrDefault($"{kind}:{definition.FullName?.Replace('+', '.')}{suffix}");
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = string.Join(' ', string.Concat(element.Nodes().Select(Reduce)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 0 ? text : null;
    }

    private static string Reduce(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "para" or "br" or "item" } block => $" {string.Concat(block.Nodes().Select(Reduce))} ",
        XElement element when element.Nodes().Any() => string.Concat(element.Nodes().Select(Reduce)),
        XElement element => Reference(element),
        _ => string.Empty,
    };

    private static string Reference(XElement element) =>
        element.Attribute("langword")?.Value
        ?? element.Attribute("name")?.Value
        ?? (element.Attribute("cref")?.Value is { } cref ? LastName(cref) : element.Attribute("href")?.Value)
        ?? string.Empty;

    // "M:Name.Space.Type.Method(System.String)" reads as "Method".
    private static string LastName(string cref)
    {
        var name = cref[(cref.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(')[0];
        return name[(name.LastIndexOf('.') + 1)..].Split('`')[0];
    }
}
