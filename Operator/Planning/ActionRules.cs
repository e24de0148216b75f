using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>Holds what a policy document allows against the actions that a set of rules allows and denies.</summary>
internal static class ActionRules
{
    /// <summary>The first action that the document must not allow, as a sentence; null when there is none.</summary>
    /// <param name="document">A document that keeps IAM's grammar.</param>
    /// <param name="set">The rules.</param>
    public static string? Problem(JsonElement document, GuardRails set)
    {
        if (set.AllowedActions is null && set.DeniedActions is null)
            return null;
        var allowing = Members(document, "Statement").SelectMany(Items).Where(statement => !OnlyDenies(statement));
        return allowing.Select(statement => StatementProblem(statement, set)).FirstOrDefault(problem => problem is not null);
    }

    private static string? StatementProblem(JsonElement statement, GuardRails set)
    {
        foreach (var action in Members(statement, "Action").SelectMany(Items).Select(Text))
        {
            if (set.DeniedActions?.FirstOrDefault(denied => ActionPattern.Intersects(denied, action)) is { } hit)
                return $"action {Quoted.Text(action)} is denied by the rule deniedActions {hit} of {set.Source}: name the actions that are needed, without those.";
            if (set.AllowedActions is { } allowed && !allowed.Any(glob => ActionPattern.Contains(glob, action)))
            {
                return $"action {Quoted.Text(action)} goes beyond the rule allowedActions of {set.Source} ({GuardRailRules.List(allowed)}): "
                    + "name actions that one of them covers.";
            }
        }

        var exceptions = Members(statement, "NotAction").SelectMany(Items).Select(Text).ToList();
        if (exceptions.Count == 0)
            return null;
        if (set.AllowedActions is not null)
            return $"NotAction {Quoted.Text(exceptions[0])} allows all other actions, which goes beyond the rule allowedActions of {set.Source}: use Action.";
        return set.DeniedActions?.FirstOrDefault(denied => !exceptions.Any(exception => ActionPattern.Contains(exception, denied))) is { } open
            ? $"NotAction {Quoted.Text(exceptions[0])} allows actions that the rule deniedActions {open} of {set.Source} denies: use Action, or except {open} as well."
            : null;
    }

    /// <summary>A key that comes twice is looked at twice: which of the two counts is the reader's choice.</summary>
    private static IEnumerable<JsonElement> Members(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Where(member => member.NameEquals(name)).Select(member => member.Value)
        : [];

    private static bool OnlyDenies(JsonElement statement)
    {
        var effects = Members(statement, "Effect").Select(Text).ToList();
        return effects.Count > 0 && effects.TrueForAll(effect => effect == "Deny");
    }

    private static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
