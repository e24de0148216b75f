namespace IrsaOperator.Sandbox.Aws;

/// <summary>AWS's errors in AWS's words.</summary>
internal static class AwsErrors
{
    public static AwsErrorException NoSuchEntity(string message) => new("NoSuchEntity", message, 404);

    public static AwsErrorException NoSuchRole(string name) => NoSuchEntity($"The role with name {name} cannot be found.");

    public static AwsErrorException NoSuchPolicy(string arn) => NoSuchEntity($"Policy {arn} was not found.");

    public static AwsErrorException NotAttachable(string arn) => NoSuchEntity($"Policy {arn} does not exist or is not attachable.");

    public static AwsErrorException NoSuchProvider(string arn) => NoSuchEntity($"OpenIDConnect Provider not found for arn {arn}");

    public static AwsErrorException EntityAlreadyExists(string message) => new("EntityAlreadyExists", message, 409);

    public static AwsErrorException DeleteConflict(string message) => new("DeleteConflict", message, 409);

    public static AwsErrorException LimitExceeded(string quota, int limit) => new("LimitExceeded", $"Cannot exceed quota for {quota}: {limit}", 409);

    public static AwsErrorException InvalidInput(string message) => new("InvalidInput", message, 400);

    public static AwsErrorException Malformed(string message) => new("MalformedPolicyDocument", message, 400);

    public static AwsErrorException Validation(string message) => new("ValidationError", message, 400);

    public static AwsErrorException Constraint(string value, string member, string constraint) =>
        Validation($"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    public static AwsErrorException Missing(string member) =>
        Validation($"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    public static AwsErrorException Unmodifiable(string role) => new(
        "UnmodifiableEntity",
        $"Cannot perform the operation on the protected role '{role}' - this role is only modifiable by AWS",
        400);

    public static AwsErrorException AccessDenied(string message) => new("AccessDenied", message, 403);

    public static AwsErrorException InvalidIdentityToken(string message) => new("InvalidIdentityToken", message, 400);

    public static AwsErrorException InvalidAction(string? action, string? version) =>
        new("InvalidAction", $"Could not find operation {action ?? "(none)"} for version {version ?? "NO_VERSION_SPECIFIED"}", 400);
}
