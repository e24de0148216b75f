namespace IrsaOperator.Planning;

/// <summary>What the operator's owner decides for every role.</summary>
/// <param name="RolePath">The IAM path of new roles, with a slash at both ends.</param>
/// <param name="PermissionsBoundary">The boundary of roles whose binding names none; null for none.</param>
internal sealed record PlanningOptions(string RolePath, string? PermissionsBoundary);
