using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>
/// The part of IAM's policy grammar whose breach IAM would only report call by call, after half of the role is made. What
/// the elements mean is left to IAM.
/// </summary>
internal static class PolicyGrammar
{
    /// <summary>The first breach in the document of an identity policy, as a sentence; null when there is none.</summary>
    public static string? Problem(JsonElement document)
    {
        if (Twice(document) is { } name)
            return $"the document has the element {Quoted.Text(name)} twice in one place.";
        foreach (var element in document.EnumerateObject())
        {
            if (element.Name is not ("Version" or "Id" or "Statement"))
                return $"the document has the element {Quoted.Text(element.Name)}: IAM knows Version, Id and Statement.";
        }

        if (document.TryGetProperty("Version", out var version)
            && !(version.ValueKind == JsonValueKind.String && version.GetString() is "2012-10-17" or "2008-10-17"))
        {
            return "the document's Version must be 2012-10-17.";
        }

        if (!document.TryGetProperty("Statement", out var statements))
            return "the document has no Statement.";
        var list = statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray().ToList() : [statements];
        return list.Count == 0 ? "the document's Statement is empty." : list.Select(StatementProblem).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>A member that an object has twice: readers differ on which of the two counts, and IAM refuses it.</summary>
    private static string? Twice(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key
            ?? element.EnumerateObject().Select(member => Twice(member.Value)).FirstOrDefault(name => name is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(Twice).FirstOrDefault(name => name is not null),
        _ => null,
    };

    private static string? StatementProblem(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
            return "each Statement must be a JSON object.";
        foreach (var element in statement.EnumerateObject())
        {
            if (element.Name is "Principal" or "NotPrincipal")
                return "a Statement has a Principal: a role's own policy has none, the operator writes the trust policy.";
            if (element.Name is not ("Sid" or "Effect" or "Action" or "NotAction" or "Resource" or "NotResource" or "Condition"))
                return $"a Statement has the element {Quoted.Text(element.Name)}: IAM knows Sid, Effect, Action, NotAction, Resource, NotResource and Condition.";
        }

        if (!statement.TryGetProperty("Effect", out var effect) || effect.ValueKind != JsonValueKind.String || effect.GetString() is not ("Allow" or "Deny"))
            return "each Statement needs an Effect, Allow or Deny.";
        return ExactlyOne(statement, "Action", "NotAction") ?? ExactlyOne(statement, "Resource", "NotResource");
    }

    private static string? ExactlyOne(JsonElement statement, string element, string inverse)
    {
        var has = statement.TryGetProperty(element, out var value);
        var hasInverse = statement.TryGetProperty(inverse, out var inverseValue);
        if (has == hasInverse)
            return $"each Statement needs either {element} or {inverse}.";
        var texts = has ? value : inverseValue;
        var valid = texts.ValueKind == JsonValueKind.String
            || (texts.ValueKind == JsonValueKind.Array && texts.GetArrayLength() > 0
                && texts.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String));
        return valid ? null : $"{(has ? element : inverse)} must be a string or a list of strings.";
    }
}
