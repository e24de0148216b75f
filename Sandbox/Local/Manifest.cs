using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IrsaOperator.Sandbox.Local;

/// <summary>One document of a YAML file, as it is to be sent to the API server.</summary>
/// <param name="ApiVersion">Group and version, or the version alone for the core group.</param>
/// <param name="Kind">The object's kind.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Namespace">Its namespace; null when the document names none.</param>
/// <param name="Yaml">The document's text.</param>
internal sealed record Manifest(string ApiVersion, string Kind, string Name, string? Namespace, string Yaml)
{
    /// <summary>Where the API server serves this group and version.</summary>
    public string ApiPath => ApiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{ApiVersion}" : $"api/{ApiVersion}";

    /// <summary>The documents of a file, in their order; empty ones are left out.</summary>
    /// <exception cref="InvalidDataException">A document is no Kubernetes object.</exception>
    public static IReadOnlyList<Manifest> ParseAll(string text) => [.. Load(text).Documents.Where(IsFilled).Select(From)];

    /// <summary>The text with the resourceVersion that a replacement must name.</summary>
    public string At(string resourceVersion)
    {
        var document = Load(Yaml).Documents[0];
        var metadata = (YamlMappingNode)document.RootNode["metadata"];
        metadata.Children["resourceVersion"] = new YamlScalarNode(resourceVersion) { Style = ScalarStyle.DoubleQuoted };
        return Write(document);
    }

    private static bool IsFilled(YamlDocument document) => document.RootNode is not YamlScalarNode { Value: null or "" };

    private static Manifest From(YamlDocument document)
    {
        if (document.RootNode is not YamlMappingNode root)
            throw new InvalidDataException("A YAML document is no Kubernetes object.");
        var metadata = Child(root, "metadata") as YamlMappingNode;
        return new Manifest(Required(root, "apiVersion"), Required(root, "kind"), Required(metadata, "name"), Text(metadata, "namespace"), Write(document));
    }

    private static YamlStream Load(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return stream;
    }

    private static YamlNode? Child(YamlMappingNode? parent, string key) =>
        parent is not null && parent.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Text(YamlMappingNode? parent, string key) => (Child(parent, key) as YamlScalarNode)?.Value;

    private static string Required(YamlMappingNode? parent, string key) =>
        Text(parent, key) is { Length: > 0 } text ? text : throw new InvalidDataException($"A YAML document has no {key}.");

    // The nodes keep the style they were read with, so that a quoted number stays text.
    private static string Write(YamlDocument document)
    {
        using var writer = new StringWriter();
        new YamlStream(document).Save(writer, assignAnchors: false);
        return writer.ToString();
    }
}
