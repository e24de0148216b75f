using System.Text;
using System.Text.Json;
using KubeOps.Operator.Engine;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>A page of a list comes in pieces of any size, and is read object by object.</summary>
public sealed class ListReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100_000)]
    public async Task Objects_come_out_whole_whatever_pieces_they_come_in(int piece)
    {
        var text = $$$"""
            {"kind":"List", "apiVersion":"v1", "remote":{"items":[1,2]},
             "metadata":{"resourceVersion":"12","continue":"next","remainingItemCount":3},
             "items":[ {"name":"a","items":[{"metadata":{"resourceVersion":"no"}}]} , {"name":"b","text":"{{{new string('ö', 5_000)}}} \" ] }"}, null , {} ],
             "after": [ [ ] ] }

            """;
        var (page, items) = await ReadAsync(text, piece);

        Assert.Equal(("12", "next"), (page.ResourceVersion, page.Continue));
        Assert.Equal(JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()), items);
    }

    [Theory]
    [InlineData("""{"items":[{"a":1}],"metadata":{"resourceVersion":"7"}}""", "7", null, 1)]
    [InlineData("""{"metadata":{"resourceVersion":"7","continue":""},"items":[]}""", "7", "", 0)]
    [InlineData("""{"metadata":{"resourceVersion":"7","continue":null},"items":null}""", "7", null, 0)]
    [InlineData("""{"metadata":{},"items":{"a":[{}]}}""", null, null, 0)]
    [InlineData("""{"metadata":null}""", null, null, 0)]
    [InlineData("{}", null, null, 0)]
    public async Task What_is_not_there_is_not_there(string text, string? resourceVersion, string? next, int count)
    {
        var (page, items) = await ReadAsync(text, 3);

        Assert.Equal((resourceVersion, next, count), (page.ResourceVersion, page.Continue, items.Count));
    }

    [Fact]
    public async Task An_answer_that_ends_too_early_is_an_error_wherever_it_ends()
    {
        const string text = """{"kind":"List","metadata":{"resourceVersion":"12"},"items":[{"name":"a"},{"name":"b"}],"after":1}""";
        for (var length = 0; length < text.Length; length++)
            await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(text[..length], 5));
    }

    [Theory]
    [InlineData("""[{"name":"a"}]""")]
    [InlineData("\"gone\"")]
    [InlineData("upstream connect error")]
    [InlineData("""{"items":[{"name":"a"} {"name":"b"}]}""")]
    public async Task An_answer_that_is_no_list_is_an_error(string text) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(text, 5));

    [Fact]
    public async Task Depth_is_an_objects_own_matter()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5_000)) + string.Concat(Enumerable.Repeat("]", 5_000));
        var (_, items) = await ReadAsync($$"""{"items":[{{deep}},{}]}""", 1_000);

        Assert.Equal([deep, "{}"], items);
    }

    [Fact]
    public async Task A_page_takes_the_room_of_its_largest_object()
    {
        // 5,000 objects of 2 kB are 10 MB.
        var page = $$"""{"items":[{{string.Join(',', Enumerable.Repeat($$"""{"text":"{{new string('x', 2_000)}}"}""", 5_000))}}]}""";
        await using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes(page), 4_096);
        var (count, farthest) = (0, 0L);
        await foreach (var item in new ListReader(stream, default).ReadAsync(Cancel))
        {
            item.Dispose();
            count++;
            farthest = Math.Max(farthest, stream.Position - (count * 2_012L));
        }

        Assert.Equal(5_000, count);
        Assert.InRange(farthest, 0, 200_000);
    }

    private static async Task<(ListReader Page, List<string> Items)> ReadAsync(string text, int piece)
    {
        await using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes(text), piece);
        var page = new ListReader(stream, new JsonReaderOptions { MaxDepth = 10_000 });
        var items = new List<string>();
        await foreach (var item in page.ReadAsync(Cancel))
        {
            using (item)
                items.Add(item.RootElement.GetRawText());
        }

        return (page, items);
    }

    /// <summary>A connection that brings so many bytes at a time.</summary>
    private sealed class PiecewiseStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
