using System.Text.Json;

namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>Reads a policy with IAM's grammar and refuses what IAM refuses.</summary>
internal static class PolicyParser
{
    private const string Syntax = "Syntax errors in policy.";
    private static readonly HashSet<string> DocumentElements = ["Version", "Id", "Statement"];

    private static readonly HashSet<string> StatementElements =
        ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    private static readonly HashSet<string> TrustActions =
        ["sts:assumerole", "sts:assumerolewithwebidentity", "sts:assumerolewithsaml", "sts:tagsession", "sts:setsourceidentity", "sts:setcontext"];

    public static PolicyDocument Parse(string json, PolicyKind kind)
    {
        CheckCharacters(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            return Read(document.RootElement, kind);
        }
        catch (JsonException)
        {
            throw AwsErrors.Malformed("This policy contains invalid Json");
        }
    }

    /// <summary>Policies count without their white space.</summary>
    public static int Size(string document) => document.Count(c => !char.IsWhiteSpace(c));

    private static void CheckCharacters(string json)
    {
        if (json.Any(c => c is not ('\t' or '\n' or '\r') and (< '\u0020' or > '\u00FF')))
            throw AwsErrors.Validation("The specified value for policyDocument is invalid. It must contain only printable ASCII characters.");
    }

    private static PolicyDocument Read(JsonElement root, PolicyKind kind)
    {
        CheckElements(root, DocumentElements);
        var version = root.TryGetProperty("Version", out var v) ? Text(v) : null;
        if (version is not (null or "2012-10-17" or "2008-10-17"))
            throw AwsErrors.Malformed(Syntax);
        if (version is null && kind == PolicyKind.Identity)
            throw AwsErrors.Malformed("Policy document must be version 2012-10-17 or greater.");
        if (root.TryGetProperty("Id", out var id))
            Text(id);
        if (!root.TryGetProperty("Statement", out var list))
            throw AwsErrors.Malformed("Missing required field Statement");

        var statements = list.ValueKind switch
        {
            JsonValueKind.Object => [ReadStatement(list, kind, version)],
            JsonValueKind.Array => list.EnumerateArray().Select(s => ReadStatement(s, kind, version)).ToList(),
            _ => throw AwsErrors.Malformed(Syntax),
        };
        if (statements.Count == 0)
            throw AwsErrors.Malformed("Missing required field Statement");
        if (statements.Where(s => s.Sid is { Length: > 0 }).GroupBy(s => s.Sid).Any(g => g.Count() > 1))
            throw AwsErrors.Malformed("Statement IDs (SID) in a single policy must be unique.");
        return new PolicyDocument(version ?? "2008-10-17", statements);
    }

    private static PolicyStatement ReadStatement(JsonElement element, PolicyKind kind, string? version)
    {
        CheckElements(element, StatementElements);
        CheckFields(element, kind);
        var effect = Text(element.GetProperty("Effect"));
        if (effect is not ("Allow" or "Deny"))
            throw AwsErrors.Malformed($"Invalid effect: {effect}");

        var statement = new PolicyStatement
        {
            HasVariables = version == "2012-10-17",
            Sid = element.TryGetProperty("Sid", out var sid) ? Text(sid) : null,
            Allows = effect == "Allow",
            Actions = Strings(element, "Action"),
            NotActions = Strings(element, "NotAction"),
            Resources = Strings(element, "Resource"),
            NotResources = Strings(element, "NotResource"),
            Principals = PolicyPrincipals.Read(element, "Principal"),
            NotPrincipals = PolicyPrincipals.Read(element, "NotPrincipal"),
            Conditions = element.TryGetProperty("Condition", out var condition) ? ReadConditions(condition) : [],
        };
        if (statement.Sid is { } name && kind == PolicyKind.Identity && !name.All(char.IsAsciiLetterOrDigit))
            throw AwsErrors.Malformed("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*");
        CheckActions(statement, kind);
        CheckResources(statement);
        return statement;
    }

    private static void CheckFields(JsonElement element, PolicyKind kind)
    {
        if (!element.TryGetProperty("Effect", out _))
            throw AwsErrors.Malformed("Missing required field Effect");
        var principal = Exclusive(element, "Principal", "NotPrincipal");
        var resource = Exclusive(element, "Resource", "NotResource");
        if (!Exclusive(element, "Action", "NotAction"))
            throw AwsErrors.Malformed(kind == PolicyKind.Trust ? "Missing required field Action" : "Policy statement must contain actions.");
        if (kind == PolicyKind.Trust && !principal)
            throw AwsErrors.Malformed("Missing required field Principal");
        if (kind == PolicyKind.Trust && resource)
            throw AwsErrors.Malformed("Has prohibited field Resource");
        if (kind == PolicyKind.Identity && principal)
            throw AwsErrors.Malformed("Policy document should not specify a principal.");
        if (kind == PolicyKind.Identity && !resource)
            throw AwsErrors.Malformed("Policy statement must contain resources.");
    }

    private static bool Exclusive(JsonElement element, string one, string other)
    {
        var hasOne = element.TryGetProperty(one, out _);
        var hasOther = element.TryGetProperty(other, out _);
        return hasOne && hasOther ? throw AwsErrors.Malformed(Syntax) : hasOne || hasOther;
    }

    private static void CheckActions(PolicyStatement statement, PolicyKind kind)
    {
        var actions = statement.Actions ?? statement.NotActions ?? [];
        if (actions.Count == 0)
            throw AwsErrors.Malformed("Policy statement must contain actions.");
        foreach (var action in actions.Where(a => a != "*"))
        {
            var vendor = action.Split(':');
            if (vendor.Length != 2 || vendor[1].Length == 0)
                throw AwsErrors.Malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
            if (vendor[0].Length == 0 || !vendor[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '*' or '?'))
                throw AwsErrors.Malformed($"Vendor {vendor[0]} is not valid");
        }

        if (kind == PolicyKind.Trust && statement.Actions is { } stated
            && stated.Any(a => !TrustActions.Contains(a.ToLowerInvariant()) && !IsStsPattern(a)))
            throw AwsErrors.Malformed("AssumeRole policy may only specify STS AssumeRole actions.");
    }

    private static bool IsStsPattern(string action) =>
        action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase) && action.AsSpan().ContainsAny('*', '?');

    private static void CheckResources(PolicyStatement statement)
    {
        if ((statement.Resources ?? statement.NotResources) is not { } resources)
            return;
        if (resources.Count == 0)
            throw AwsErrors.Malformed("Policy statement must contain resources.");
        foreach (var resource in resources.Where(r => r != "*"))
        {
            if (!resource.StartsWith("arn:", StringComparison.Ordinal) && !resource.StartsWith('*'))
                throw AwsErrors.Malformed($"Resource {resource} must be in ARN format or \"*\".");
            if (resource.StartsWith("arn:", StringComparison.Ordinal) && resource.Split(':', 6).Length < 6 && !resource.Contains('*'))
                throw AwsErrors.Malformed("The policy failed legacy parsing");
        }
    }

    private static List<PolicyCondition> ReadConditions(JsonElement condition)
    {
        if (condition.ValueKind != JsonValueKind.Object)
            throw AwsErrors.Malformed(Syntax);
        var conditions = new List<PolicyCondition>();
        foreach (var test in condition.EnumerateObject())
        {
            if (!ConditionEvaluator.IsKnown(test.Name))
                throw AwsErrors.Malformed($"Invalid Condition type : {test.Name}.");
            if (test.Value.ValueKind != JsonValueKind.Object)
                throw AwsErrors.Malformed(Syntax);
            foreach (var key in test.Value.EnumerateObject())
            {
                if (!key.Name.Contains(':', StringComparison.Ordinal))
                    throw AwsErrors.Malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
                conditions.Add(new PolicyCondition(test.Name, key.Name, Values(key.Value)));
            }
        }

        return conditions;
    }

    private static void CheckElements(JsonElement element, HashSet<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object || element.EnumerateObject().Any(p => !known.Contains(p.Name)))
            throw AwsErrors.Malformed(Syntax);
    }

    private static List<string>? Strings(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Text).ToList() : [Text(value)]
        : null;

    private static List<string> Values(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Scalar).ToList() : [Scalar(value)];

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => throw AwsErrors.Malformed(Syntax),
    };

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw AwsErrors.Malformed(Syntax);
}
