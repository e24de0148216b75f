using System.Text.RegularExpressions;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>What IAM checks of names, paths, descriptions and tags before it looks at anything.</summary>
internal static partial class IamChecks
{
    public static string Member(string parameter) => char.ToLowerInvariant(parameter[0]) + parameter[1..];

    public static void Name(string value, string parameter, int longest)
    {
        Length(value, Member(parameter), 1, longest);
        if (!NamePattern().IsMatch(value))
            throw AwsErrors.Validation($"The specified value for {Member(parameter)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
    }

    public static string Path(string? path)
    {
        if (path is null or "/")
            return "/";
        Length(path, "path", 1, 512);
        if (!PathPattern().IsMatch(path))
            throw AwsErrors.Validation("The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");
        return path;
    }

    public static string? Description(string? text)
    {
        if (text is null)
            return null;
        Length(text, "description", 0, 1000);
        return DescriptionPattern().IsMatch(text)
            ? text
            : throw AwsErrors.Constraint(text, "description", @"Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*");
    }

    public static int SessionDuration(int? seconds) => seconds switch
    {
        null => 3600,
        < 3600 => throw AwsErrors.Constraint($"{seconds}", "maxSessionDuration", "Member must have value greater than or equal to 3600"),
        > 43200 => throw AwsErrors.Constraint($"{seconds}", "maxSessionDuration", "Member must have value less than or equal to 43200"),
        _ => seconds.Value,
    };

    public static void Arn(string arn, string parameter)
    {
        Length(arn, Member(parameter), 20, 2048);
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
            throw AwsErrors.InvalidInput($"ARN {arn} is not valid.");
    }

    public static void Tags(IReadOnlyList<KeyValuePair<string, string>> tags, int most)
    {
        if (tags.Count > most)
            throw AwsErrors.Constraint($"{tags.Count} tags", "tags", $"Member must have length less than or equal to {most}");
        for (var i = 0; i < tags.Count; i++)
        {
            var (key, value) = tags[i];
            TagKey(key, $"tags.{i + 1}.member.key");
            Length(value, $"tags.{i + 1}.member.value", 0, 256);
            if (!TagPattern().IsMatch(value))
                throw AwsErrors.Constraint(value, $"tags.{i + 1}.member.value", @"Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]*");
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                throw AwsErrors.InvalidInput("System tags cannot be added/updated by requester");
        }

        if (tags.GroupBy(t => t.Key, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1))
            throw AwsErrors.InvalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    public static void TagKeys(IReadOnlyList<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
            TagKey(keys[i], $"tagKeys.{i + 1}.member");
    }

    public static void Length(string value, string member, int least, int most)
    {
        if (value.Length < least)
            throw AwsErrors.Constraint(value, member, $"Member must have length greater than or equal to {least}");
        if (value.Length > most)
            throw AwsErrors.Constraint(value, member, $"Member must have length less than or equal to {most}");
    }

    private static void TagKey(string key, string member)
    {
        Length(key, member, 1, 128);
        if (!TagPattern().IsMatch(key))
            throw AwsErrors.Constraint(key, member, @"Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@-]+\z", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^/([\u0021-\u007E]+/)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*\z", RegexOptions.None, 1000)]
    private static partial Regex DescriptionPattern();

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", RegexOptions.None, 1000)]
    private static partial Regex TagPattern();
}
