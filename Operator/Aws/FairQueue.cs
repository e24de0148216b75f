using System.Diagnostics.CodeAnalysis;

namespace IrsaOperator.Aws;

/// <summary>A queue that serves its keys in turn, and what waits under one key in the order of arrival.</summary>
internal sealed class FairQueue<T>
{
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly LinkedList<Line> _turns = new();

    public int Count { get; private set; }

    /// <summary>Adds an item at the end of its key's line.</summary>
    /// <returns>Gives the place up again, unless the item was taken: then false.</returns>
    public Func<bool> Enqueue(string key, T item)
    {
        if (!_lines.TryGetValue(key, out var line))
        {
            _lines[key] = line = new Line(key);
            _turns.AddLast(line.Turn);
        }

        var place = line.Items.AddLast(item);
        Count++;
        return () => Remove(line, place);
    }

    public bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        if (_turns.First is not { Value: var line })
        {
            item = default;
            return false;
        }

        var first = line.Items.First!;
        item = first.Value;
        Remove(line, first);
        if (line.Items.Count > 0)
        {
            _turns.Remove(line.Turn);
            _turns.AddLast(line.Turn);
        }

        return true;
    }

    private bool Remove(Line line, LinkedListNode<T> place)
    {
        if (place.List is null)
            return false;
        line.Items.Remove(place);
        Count--;
        if (line.Items.Count == 0)
        {
            _turns.Remove(line.Turn);
            _lines.Remove(line.Key);
        }

        return true;
    }

    private sealed class Line
    {
        public Line(string key)
        {
            Key = key;
            Turn = new LinkedListNode<Line>(this);
        }

        public string Key { get; }

        public LinkedList<T> Items { get; } = new();

        /// <summary>Its place among the keys.</summary>
        public LinkedListNode<Line> Turn { get; }
    }
}
