using System.Text.RegularExpressions;

namespace IrsaOperator.Planning;

/// <summary>What the values of rules may look like. A rule that nothing can ever meet is as bad as none, so it is told at once.</summary>
internal static partial class GuardRailGrammar
{
    public const string PolicyArnAdvice = "use the ARN of a policy, arn:aws:iam::<account>:policy/<name>";
    public const string PolicyGlobAdvice = "use globs of ARNs such as arn:aws:iam::aws:policy/*ReadOnlyAccess";
    public const string ActionGlobAdvice = "use globs of actions such as s3:Get*, with the service in front";
    public const string NamespaceGlobAdvice = "use globs of namespaces such as team-*";
    public const string RolePathAdvice = "use a path such as /irsa-operator/ with a slash at both ends";
    public const string RoleNamePrefixAdvice = "use 1 to 32 letters, digits and the characters _+=,.@-";

    public static bool IsPolicyArn(string text) => text.Length <= 2048 && BindingRules.PolicyArn().IsMatch(text);

    public static bool IsPolicyGlob(string text) => PolicyGlob().IsMatch(text);

    public static bool IsActionGlob(string text) => ActionGlob().IsMatch(text);

    public static bool IsNamespaceGlob(string text) => NamespaceGlob().IsMatch(text);

    public static bool IsRolePath(string text) => text.Length <= 512 && RolePath().IsMatch(text);

    public static bool IsRoleNamePrefix(string text) => text.Length <= RoleName.MaxPrefixLength && RoleNamePrefix().IsMatch(text);

    /// <summary>The first tag that IAM would not take, as a sentence; null when there is none.</summary>
    public static string? TagsProblem(IEnumerable<KeyValuePair<string, string>> tags) => BindingRules.TagsProblem("tags", tags);

    [GeneratedRegex(@"\A(?:arn:[!-~]{1,252}|[!-~]{0,128}\*[!-~]{0,127})\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PolicyGlob();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9*?-]{1,64}:[A-Za-z0-9_*?-]{1,64}|[A-Za-z0-9?-]{0,32}\*[A-Za-z0-9_*?-]{0,64})\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ActionGlob();

    [GeneratedRegex(@"\A[a-z0-9*?-]{1,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceGlob();

    [GeneratedRegex(@"\A(?:/|/[!-~]{1,510}/)\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RolePath();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoleNamePrefix();
}
