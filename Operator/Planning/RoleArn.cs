using System.Text.RegularExpressions;

namespace IrsaOperator.Planning;

/// <summary>The ARNs that may be written on a ServiceAccount.</summary>
internal static partial class RoleArn
{
    /// <summary>
    /// The role's ARN. For some seconds after its creation IAM may answer with the role's unique id in its place; the ARN
    /// then follows from account, path and name.
    /// </summary>
    public static string Of(ObservedRole role, ClusterIdentity identity) =>
        Pattern().IsMatch(role.Arn) ? role.Arn : identity.RoleArn(role.Definition.Path, role.Definition.Name);

    /// <summary>Whether the webhook would take it.</summary>
    public static bool IsValid(string arn) => Pattern().IsMatch(arn);

    /// <summary>The role's account.</summary>
    public static string Account(string arn) => arn.Split(':')[4];

    /// <summary>The role's name, without its path.</summary>
    public static string Name(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    // The pattern by which the pod identity webhook judges the annotation.
    [GeneratedRegex(@"\Aarn:aws[a-z0-9-]*:iam::[0-9]{12}:role/[\w\-/.@+=,]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
