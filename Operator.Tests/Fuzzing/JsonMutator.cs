using System.Text.Json.Nodes;

namespace IrsaOperator.Tests.Fuzzing;

/// <summary>Changes JSON trees at random: values of other types, missing, doubled, huge and deep ones.</summary>
internal static class JsonMutator
{
    private static readonly string[] Texts =
    [
        "", " ", "a", "A", "*", "?", "${aws:username}", "arn:", "arn:aws:iam::aws:policy/", "arn:aws:iam::111122223333:role/a/b", "arn:aws:iam::1:role/x",
        "AmazonS3ReadOnlyAccess", "Allow", "Deny", "2012-10-17", "2008-10-17", "aws:x", "irsa-operator.io/cluster", "Retain", "\u0000", "\n", "ä", "\u20ac", "\ud83d\ude00", "\ufeff",
        "s3:GetObject", "s3:*", ":", "true", "1", "-1", "1e400", "../..", "{}", "[]", "system:serviceaccount:dev:app", "sts.amazonaws.com",
    ];

    /// <summary>Changes some places of the tree.</summary>
    public static JsonNode Mutate(JsonNode root, Random random)
    {
        for (var times = random.Next(0, 4); times >= 0; times--)
        {
            var places = Places(root).ToList();
            if (places.Count > 0)
                Change(places[random.Next(places.Count)], random);
        }

        return root;
    }

    /// <summary>Some value.</summary>
    public static JsonNode? Value(Random random, int depth = 0) => random.Next(depth > 3 ? 8 : 11) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.Next(-10, 100_000)),
        3 => JsonValue.Create(random.NextInt64()),
        4 => JsonValue.Create(random.NextDouble() * 1e300),
        5 => JsonValue.Create(new string((char)random.Next(1, 0xD7FF), random.Next(1, 300))),
        6 or 7 => JsonValue.Create(Texts[random.Next(Texts.Length)]),
        8 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))]),
        9 => Object(random, depth),
        _ => Deep(random),
    };

    private static JsonObject Object(Random random, int depth)
    {
        var result = new JsonObject();
        for (var members = random.Next(4); members > 0; members--)
            result[Texts[random.Next(Texts.Length)]] = Value(random, depth + 1);
        return result;
    }

    private static JsonNode Deep(Random random)
    {
        JsonNode result = new JsonObject();
        for (var levels = random.Next(2, 80); levels > 0; levels--)
            result = random.Next(2) == 0 ? new JsonArray(result) : new JsonObject { ["Statement"] = result };
        return result;
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var member in members.ToList())
            {
                yield return (members, member.Key, 0);
                foreach (var place in Places(member.Value))
                    yield return place;
            }
        }
        else if (node is JsonArray items)
        {
            for (var index = 0; index < items.Count; index++)
            {
                yield return (items, null, index);
                foreach (var place in Places(items[index]))
                    yield return place;
            }
        }
    }

    private static void Change((JsonNode Parent, string? Name, int Index) place, Random random)
    {
        var how = random.Next(6);
        if (place.Parent is JsonObject members)
        {
            var name = place.Name!;
            if (how == 0)
                members.Remove(name);
            else if (how == 1)
                members[Texts[random.Next(Texts.Length)]] = members[name]?.DeepClone();
            else
                members[name] = Next(members[name], how, random);
            return;
        }

        var items = (JsonArray)place.Parent;
        if (how == 0)
            items.RemoveAt(place.Index);
        else if (how == 1)
            items.Add(items[place.Index]?.DeepClone());
        else
            items[place.Index] = Next(items[place.Index], how, random);
    }

    private static JsonNode? Next(JsonNode? before, int how, Random random) => (how, before) switch
    {
        (2 or 3 or 4, JsonValue value) when value.TryGetValue(out string? text) => JsonValue.Create(Text(text, random)),
        (2 or 3, JsonValue value) when value.TryGetValue(out bool flag) => JsonValue.Create(!flag),
        (2 or 3, JsonValue) => JsonValue.Create(random.Next(-1, 100_000)),
        (2, not null) => new JsonArray(before.DeepClone()),
        _ => Value(random),
    };

    private static string Text(string text, Random random) => random.Next(6) switch
    {
        0 => text.ToUpperInvariant(),
        1 => text[..random.Next(text.Length + 1)],
        2 => text.Insert(random.Next(text.Length + 1), Texts[random.Next(Texts.Length)]),
        3 => text + text,
        4 => text.PadRight(random.Next(1, 3000), 'x'),
        _ => Texts[random.Next(Texts.Length)],
    };
}
