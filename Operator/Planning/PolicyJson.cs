using System.Text.Encodings.Web;
using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>How policy documents are written.</summary>
internal static class PolicyJson
{
    // IAM counts characters, and \u0026 for an ampersand would be five too many. The text is never embedded in HTML.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonSerializerOptions Options { get; } = new() { Encoder = Encoder };

    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = Encoder };
}
