using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrsaOperator.Planning;

/// <summary>
/// Brings a policy document into canonical form, by IAM's own rules: a scalar is a list of one, lists and statements have
/// no order, actions and condition keys have no letter case, an account id is its root ARN. Version, Id, Sid, resources
/// and condition values are compared exactly.
/// </summary>
internal static class PolicyCanonicalizer
{
    public static string Canonicalize(JsonElement document)
    {
        var canonical = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var element in document.EnumerateObject())
        {
            canonical[element.Name] = element.Name == "Statement"
                ? SortedArray(Items(element.Value).Select(Statement))
                : Verbatim(element.Value);
        }

        return PolicyJson.Text(Object(canonical));
    }

    public static bool OnlyDenies(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("Statement", out var statements))
            return false;
        var any = false;
        foreach (var statement in Items(statements))
        {
            if (statement.ValueKind != JsonValueKind.Object
                || !statement.TryGetProperty("Effect", out var effect)
                || effect.ValueKind != JsonValueKind.String
                || !effect.ValueEquals("Deny"))
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    private static JsonNode? Statement(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
            return Verbatim(statement);
        var canonical = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var element in statement.EnumerateObject())
        {
            canonical[element.Name] = element.Name switch
            {
                "Action" or "NotAction" => Strings(element.Value, action => action.ToLowerInvariant()),
                "Resource" or "NotResource" => Strings(element.Value, resource => resource),
                "Principal" or "NotPrincipal" => Principal(element.Value),
                "Condition" => Condition(element.Value),
                _ => Verbatim(element.Value),
            };
        }

        return Object(canonical);
    }

    private static JsonNode? Principal(JsonElement principal)
    {
        // "*" and {"AWS": "*"} are the same anonymous principal.
        if (principal.ValueKind == JsonValueKind.String)
            return new JsonObject { ["AWS"] = new JsonArray(JsonValue.Create(principal.GetString())) };
        if (principal.ValueKind != JsonValueKind.Object)
            return Verbatim(principal);
        var canonical = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var kind in principal.EnumerateObject())
            canonical[kind.Name] = Strings(kind.Value, kind.Name == "AWS" ? RootArnAsAccount : value => value);
        return Object(canonical);
    }

    private static JsonNode? Condition(JsonElement condition)
    {
        if (condition.ValueKind != JsonValueKind.Object)
            return Verbatim(condition);
        var operators = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var comparison in condition.EnumerateObject())
        {
            if (comparison.Value.ValueKind != JsonValueKind.Object)
            {
                operators[comparison.Name] = Verbatim(comparison.Value);
                continue;
            }

            var keys = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
            foreach (var key in comparison.Value.EnumerateObject())
                keys[key.Name.ToLowerInvariant()] = Strings(key.Value, value => value);
            operators[comparison.Name] = Object(keys);
        }

        return Object(operators);
    }

    /// <summary>A scalar or a list as the sorted list of its distinct texts; IAM reads true and "true" alike.</summary>
    private static JsonArray Strings(JsonElement value, Func<string, string> normalize)
    {
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in Items(value))
            texts.Add(normalize(item.ValueKind == JsonValueKind.String ? item.GetString()! : PolicyJson.Text(item)));
        return new JsonArray([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);
    }

    private static string RootArnAsAccount(string principal)
    {
        var parts = principal.Split(':');
        return parts is ["arn", _, "iam", "", { Length: 12 } account, "root"] ? account : principal;
    }

    private static IEnumerable<JsonElement> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static JsonArray SortedArray(IEnumerable<JsonNode?> items)
    {
        var byText = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in items)
            byText[item is null ? "null" : PolicyJson.Text(item)] = item;
        return new JsonArray([.. byText.Values]);
    }

    private static JsonObject Object(SortedDictionary<string, JsonNode?> members) => new(members);

    private static JsonNode? Verbatim(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(new SortedDictionary<string, JsonNode?>(
            value.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => Verbatim(group.Last().Value), StringComparer.Ordinal),
            StringComparer.Ordinal)),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Verbatim)]),
        JsonValueKind.Null => null,
        // Whether a character travelled as itself or as an escape means nothing: the API server escapes an ampersand, IAM does not.
        JsonValueKind.String => JsonValue.Create(value.GetString()),
        _ => JsonNode.Parse(value.GetRawText()),
    };
}
