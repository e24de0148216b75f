using System.Text.RegularExpressions;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Tests.Security;

/// <summary>Finds what must be in no log, event, status or metric: keys, tokens, certificates' private halves.</summary>
internal static partial class Secrets
{
    private static readonly (string What, Regex Pattern)[] Patterns =
    [
        ("a JSON Web Token", WebToken()),
        ("an access key id", AccessKeyId()),
        ("a secret access key", SecretKey()),
        ("a session token", SessionToken()),
        ("a bearer token", Bearer()),
        ("a private key", PrivateKey()),
    ];

    /// <summary>What kind of secret the text holds; null when none.</summary>
    /// <param name="text">A line, or a page.</param>
    /// <param name="known">Secrets that have no shape of their own.</param>
    public static string? Find(string text, params IEnumerable<string> known) =>
        Patterns.FirstOrDefault(one => one.Pattern.IsMatch(text)).What
        ?? (known.Any(secret => text.Contains(secret, StringComparison.Ordinal)) ? "a secret of this run" : null);

    // Header and payload are JSON objects in base64url.
    [GeneratedRegex(@"eyJ[\w-]{8,}\.eyJ[\w-]{8,}", RegexOptions.NonBacktracking)]
    private static partial Regex WebToken();

    [GeneratedRegex("(?:AKIA|ASIA)[A-Z0-9]{12,}", RegexOptions.NonBacktracking)]
    private static partial Regex AccessKeyId();

    [GeneratedRegex(AwsCredential.SecretPrefix + "[A-Za-z0-9/+%]{12,}", RegexOptions.NonBacktracking)]
    private static partial Regex SecretKey();

    [GeneratedRegex(AwsCredential.SessionPrefix + "[A-Za-z0-9/+%]{12,}", RegexOptions.NonBacktracking)]
    private static partial Regex SessionToken();

    [GeneratedRegex(@"(?i)bearer\s+[\w.-]{16,}", RegexOptions.NonBacktracking)]
    private static partial Regex Bearer();

    [GeneratedRegex("BEGIN (?:[A-Z]+ )?PRIVATE KEY", RegexOptions.NonBacktracking)]
    private static partial Regex PrivateKey();
}
