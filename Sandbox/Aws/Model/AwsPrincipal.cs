namespace IrsaOperator.Sandbox.Aws.Model;

/// <summary>Who calls.</summary>
internal sealed record AwsPrincipal(string Arn, string UserId)
{
    /// <summary>The role of a session; null is the administrator, who may do everything.</summary>
    public string? RoleName { get; init; }

    /// <summary>Unique id of that role: a role recreated under its name does not inherit the sessions of the first.</summary>
    public string? RoleId { get; init; }

    /// <summary>The key of that session.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The policies that the session was opened with, which narrow the role's; null when there were none.</summary>
    public IReadOnlyList<string>? SessionPolicies { get; init; }
}
