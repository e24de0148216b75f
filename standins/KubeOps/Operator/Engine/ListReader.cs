using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KubeOps.Operator.Engine;

/// <summary>Reads a page of a list object by object: it takes the room of the largest of them, however many there are.</summary>
internal sealed class ListReader(Stream stream, JsonReaderOptions options)
{
    private const int BufferSize = 64 * 1024;

    private JsonReaderState _state = new(options);
    private Place _place = Place.BeforeList;

    private enum Place
    {
        BeforeList,
        InList,
        InItems,
        AfterList,
    }

    /// <summary>The list's resource version; it may come after the objects.</summary>
    public string? ResourceVersion { get; private set; }

    /// <summary>What asks for the next page; null when this is the last one.</summary>
    public string? Continue { get; private set; }

    /// <summary>The objects. Each belongs to who gets it.</summary>
    public async IAsyncEnumerable<JsonDocument> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));
        try
        {
            bool isLast;
            do
            {
                var read = await pipe.ReadAsync(cancellationToken);
                (var rest, isLast) = (read.Buffer, read.IsCompleted);
                while (TryAdvance(ref rest, isLast, out var item))
                {
                    if (item is not null)
                        yield return item;
                }

                pipe.AdvanceTo(rest.Start, rest.End);
            }
            while (!isLast);
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    /// <summary>Goes on by one object of the list, or one member beside them.</summary>
    /// <param name="rest">What has not been read yet; what has been read is taken off.</param>
    /// <param name="isLast">Whether nothing comes after it: then what is incomplete is an error.</param>
    /// <param name="item">The object, where it was one.</param>
    /// <returns>False when more is needed, or nothing is left.</returns>
    private bool TryAdvance(ref ReadOnlySequence<byte> rest, bool isLast, out JsonDocument? item)
    {
        item = null;
        if (_place == Place.AfterList)
            return false;
        var reader = new Utf8JsonReader(rest, isLast, _state);
        if (!reader.Read() || !TryTake(ref reader, out item, out var next))
            return false;
        (_place, _state, rest) = (next, reader.CurrentState, rest.Slice(reader.Position));
        return true;
    }

    private bool TryTake(ref Utf8JsonReader reader, out JsonDocument? item, out Place next)
    {
        (item, next) = (null, _place);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when _place == Place.BeforeList:
            case JsonTokenType.EndArray when _place == Place.InItems:
                next = Place.InList;
                return true;
            case JsonTokenType.EndObject when _place == Place.InList:
                next = Place.AfterList;
                return true;
            case JsonTokenType.PropertyName when _place == Place.InList && reader.ValueTextEquals("items"u8):
                if (!reader.Read())
                    return false;
                next = reader.TokenType == JsonTokenType.StartArray ? Place.InItems : Place.InList;
                return next == Place.InItems || reader.TrySkip();
            case JsonTokenType.PropertyName when _place == Place.InList && reader.ValueTextEquals("metadata"u8):
                return TryTakeMetadata(ref reader);
            case JsonTokenType.PropertyName when _place == Place.InList:
                return reader.TrySkip();
            case var _ when _place == Place.InItems:
                return JsonDocument.TryParseValue(ref reader, out item);
            default:
                throw new JsonException("The API server's answer to a list is not an object.");
        }
    }

    private bool TryTakeMetadata(ref Utf8JsonReader reader)
    {
        if (!JsonDocument.TryParseValue(ref reader, out var metadata))
            return false;
        using (metadata)
            (ResourceVersion, Continue) = (Text(metadata.RootElement, "resourceVersion"), Text(metadata.RootElement, "continue"));
        return true;
    }

    private static string? Text(JsonElement metadata, string name) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
