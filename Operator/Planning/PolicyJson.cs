using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrsaOperator.Planning;

/// <summary>How policy documents are written: compact, and with as few escapes as JSON lets.</summary>
internal static class PolicyJson
{
    // IAM counts characters, and \u0026 for an ampersand would be five too many. The text is never embedded in HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonElement element) => Written(element.WriteTo).ToArray();

    public static byte[] Bytes(JsonNode node) => Written(writer => node.WriteTo(writer)).ToArray();

    public static string Text(JsonElement element) => Encoding.UTF8.GetString(Written(element.WriteTo));

    public static string Text(JsonNode node) => Encoding.UTF8.GetString(Written(writer => node.WriteTo(writer)));

    private static ReadOnlySpan<byte> Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return buffer.WrittenSpan;
    }
}
