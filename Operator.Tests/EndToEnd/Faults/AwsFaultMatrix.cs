using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>The calls that are about one role, each on a journey that makes it, and all the ways in which each may fail.</summary>
internal static class AwsFaultMatrix
{
    private static readonly bool All = Environment.GetEnvironmentVariable("IRSA_FAULTS") == "all";

    public static readonly AwsFaultColumn Throttled = new("throttled", AwsFaultMode.Refuse, "Throttling", 400);

    /// <summary>What may happen to any call.</summary>
    public static IReadOnlyList<AwsFaultColumn> Columns { get; } =
    [
        new("500", AwsFaultMode.Refuse),
        new("500 after the effect", AwsFaultMode.ApplyThenFail),
        new("503", AwsFaultMode.Refuse, "ServiceUnavailable", 503),
        new("timeout", AwsFaultMode.Hang),
        new("timeout after the effect", AwsFaultMode.ApplyThenHang),
        new("reset", AwsFaultMode.Drop),
        new("reset after the effect", AwsFaultMode.ApplyThenDrop),
        new("truncated body", AwsFaultMode.ApplyThenTruncate),
        new("malformed body", AwsFaultMode.ApplyThenGarble),
        new("expired credentials", AwsFaultMode.Refuse, "ExpiredToken", 403),
        new("denied", AwsFaultMode.Refuse, "AccessDenied", 403),
        new("bare answer", AwsFaultMode.ApplyThenBare),
        new("slow answer", AwsFaultMode.Slow),
    ];

    /// <summary>The operations, the journeys on which they are tried, and the errors that IAM's model has for them beside ServiceFailure.</summary>
    public static IReadOnlyList<(string Operation, AwsFaultJourney[] Journeys, string[] Errors)> Rows { get; } =
    [
        ("CreateRole", [AwsFaultJourney.Create], ["LimitExceeded", "InvalidInput", "EntityAlreadyExists", "MalformedPolicyDocument", "ConcurrentModification"]),
        ("AttachRolePolicy", [AwsFaultJourney.Create], ["NoSuchEntity", "LimitExceeded", "InvalidInput", "UnmodifiableEntity", "PolicyNotAttachable"]),
        ("PutRolePolicy", [AwsFaultJourney.Create], ["LimitExceeded", "MalformedPolicyDocument", "NoSuchEntity", "UnmodifiableEntity"]),
        ("GetRole", [AwsFaultJourney.Delete, AwsFaultJourney.Adopt, AwsFaultJourney.Existing], ["NoSuchEntity"]),
        ("ListAttachedRolePolicies", [AwsFaultJourney.Adopt, AwsFaultJourney.Delete], ["NoSuchEntity", "InvalidInput"]),
        ("ListRolePolicies", [AwsFaultJourney.Adopt, AwsFaultJourney.Delete], ["NoSuchEntity"]),
        ("GetRolePolicy", [AwsFaultJourney.Adopt, AwsFaultJourney.Delete], ["NoSuchEntity"]),
        ("GetPolicy", [AwsFaultJourney.Adopt], ["NoSuchEntity", "InvalidInput"]),
        ("GetPolicyVersion", [AwsFaultJourney.Adopt], ["NoSuchEntity", "InvalidInput"]),
        ("TagRole", [AwsFaultJourney.Adopt], ["NoSuchEntity", "LimitExceeded", "InvalidInput", "ConcurrentModification"]),
        ("UpdateAssumeRolePolicy", [AwsFaultJourney.Adopt], ["NoSuchEntity", "MalformedPolicyDocument", "LimitExceeded", "UnmodifiableEntity"]),
        ("UpdateRole", [AwsFaultJourney.Adopt], ["UnmodifiableEntity", "NoSuchEntity"]),
        ("PutRolePermissionsBoundary", [AwsFaultJourney.Adopt], ["NoSuchEntity", "InvalidInput", "UnmodifiableEntity", "PolicyNotAttachable"]),
        ("DeleteRolePermissionsBoundary", [AwsFaultJourney.Unbound], ["NoSuchEntity", "UnmodifiableEntity"]),
        ("DetachRolePolicy", [AwsFaultJourney.Adopt, AwsFaultJourney.Delete], ["NoSuchEntity", "LimitExceeded", "InvalidInput", "UnmodifiableEntity"]),
        ("DeleteRolePolicy", [AwsFaultJourney.Adopt, AwsFaultJourney.Delete], ["NoSuchEntity", "LimitExceeded", "UnmodifiableEntity"]),
        ("ListInstanceProfilesForRole", [AwsFaultJourney.Delete], ["NoSuchEntity"]),
        ("RemoveRoleFromInstanceProfile", [AwsFaultJourney.Delete], ["NoSuchEntity", "LimitExceeded", "UnmodifiableEntity"]),

        // No NoSuchEntity: that the role is gone is the one lie of IAM that leaves an orphan, and nothing tells it from the truth.
        ("DeleteRole", [AwsFaultJourney.Delete], ["DeleteConflict", "LimitExceeded", "UnmodifiableEntity", "ConcurrentModification"]),
        ("UntagRole", [AwsFaultJourney.Retain], ["NoSuchEntity", "ConcurrentModification"]),
    ];

    /// <summary>Every operation with every fault but throttling, on its first journey; with IRSA_FAULTS=all on every one.</summary>
    public static IReadOnlyList<AwsFaultCell> Cells { get; } =
    [
        .. Rows.SelectMany(row => (All ? row.Journeys : row.Journeys[..1]).SelectMany(journey => Columns.Concat(row.Errors.Select(AwsFaultColumn.Modelled)).Select(column => (row.Operation, journey, column))))
            .Select((cell, index) => new AwsFaultCell($"cell-{index:d3}", cell.Operation, cell.journey, cell.column)),
    ];

    /// <summary>Throttling, which the operator takes for the whole account's, apart: all of it slows down.</summary>
    public static IReadOnlyList<AwsFaultCell> ThrottledCells { get; } =
    [
        .. Rows.SelectMany(row => row.Journeys.Select(journey => (row.Operation, journey)))
            .Select((cell, index) => new AwsFaultCell($"slow-{index:d3}", cell.Operation, cell.journey, Throttled)),
    ];
}
