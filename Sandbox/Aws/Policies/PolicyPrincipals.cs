using System.Text.Json;
using System.Text.RegularExpressions;

namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>Reads a Principal element.</summary>
internal static partial class PolicyPrincipals
{
    private static readonly HashSet<string> Types = ["AWS", "Federated", "Service", "CanonicalUser"];

    public static IReadOnlyList<KeyValuePair<string, string>>? Read(JsonElement statement, string name)
    {
        if (!statement.TryGetProperty(name, out var element))
            return null;
        if (element.ValueKind == JsonValueKind.String && element.GetString() == "*")
            return [KeyValuePair.Create("*", "*")];
        if (element.ValueKind != JsonValueKind.Object)
            throw AwsErrors.Malformed("Invalid principal in policy");

        var principals = new List<KeyValuePair<string, string>>();
        foreach (var type in element.EnumerateObject())
        {
            var values = type.Value.ValueKind == JsonValueKind.Array ? type.Value.EnumerateArray().ToList() : [type.Value];
            foreach (var value in values)
            {
                if (!Types.Contains(type.Name) || value.ValueKind != JsonValueKind.String || !IsValid(type.Name, value.GetString()!))
                    throw AwsErrors.Malformed($"Invalid principal in policy: \"{type.Name}\":\"{value}\"");
                principals.Add(KeyValuePair.Create(type.Name, value.GetString()!));
            }
        }

        return principals.Count > 0 ? principals : throw AwsErrors.Malformed("Missing required field Principal cannot be empty!");
    }

    private static bool IsValid(string type, string value) => type switch
    {
        "AWS" => AwsPattern().IsMatch(value),
        "Federated" => FederatedPattern().IsMatch(value),
        "Service" => ServicePattern().IsMatch(value),
        _ => value.Length > 0,
    };

    [GeneratedRegex(@"^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|(user|role|assumed-role)/.+)|(AROA|AIDA)[A-Z0-9]{12,})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AwsPattern();

    [GeneratedRegex(@"^(arn:aws[a-z-]*:iam::\d{12}:(oidc|saml)-provider/.+|[a-z0-9.-]+\.[a-z]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FederatedPattern();

    [GeneratedRegex(@"^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServicePattern();
}
