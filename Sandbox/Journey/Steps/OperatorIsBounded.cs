using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Journey.Steps;

/// <summary>What somebody could do who got hold of the operator's credentials: nothing beyond its path and the boundary.</summary>
internal sealed class OperatorIsBounded : IJourneyStep
{
    private const string Refused = "AccessDenied";
    private const string OtherBoundary = "arn:aws:iam::aws:policy/AdministratorAccess";
    private const string Trust = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""";
    private static readonly TokenSource Operator = new(new ObjectName(OperatorIdentity.Namespace, OperatorIdentity.ServiceAccount), OperatorIdentity.Audience, 3600);

    public string Name => "The operator's own rights end at its path and at the boundary";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        var stack = context.Eks.Stack ?? throw new StepFailedException("The sandbox runs without a template, so there is no boundary.");
        var role = context.RoleArn.Split('/')[^1];
        var path = context.RoleArn[context.RoleArn.IndexOf('/', StringComparison.Ordinal)..^role.Length];
        notes.Did($"took the operator's credentials, of {context.Eks.OperatorRoleArn}");
        using var iam = context.Eks.Aws.Iam(await WebIdentity.ExchangeAsync(context.Eks, Operator, context.Eks.OperatorRoleArn, cancellationToken));

        (string What, Func<Task> Call)[] attempts =
        [
            ("a role outside of the path", () => iam.CreateRoleAsync(NewRole("/", stack.BoundaryArn), cancellationToken)),
            ("a role without the boundary", () => iam.CreateRoleAsync(NewRole(path, boundary: null), cancellationToken)),
            ("a role with another boundary", () => iam.CreateRoleAsync(NewRole(path, OtherBoundary), cancellationToken)),
            ("another boundary for a role", () => iam.PutRolePermissionsBoundaryAsync(new() { RoleName = role, PermissionsBoundary = OtherBoundary }, cancellationToken)),
            ("no boundary for a role", () => iam.DeleteRolePermissionsBoundaryAsync(new() { RoleName = role }, cancellationToken)),
            ("a policy for its own role", () => iam.AttachRolePolicyAsync(new() { RoleName = OwnRole(context), PolicyArn = OtherBoundary }, cancellationToken)),
        ];
        foreach (var (what, call) in attempts)
            notes.Saw(what, await RefusalAsync(what, call));
    }

    private static string OwnRole(JourneyContext context) => context.Eks.OperatorRoleArn.Split('/')[^1];

    private static CreateRoleRequest NewRole(string path, string? boundary) => new()
    {
        RoleName = "of-an-intruder",
        Path = path,
        AssumeRolePolicyDocument = Trust,
        PermissionsBoundary = boundary,
    };

    private static async Task<string> RefusalAsync(string what, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (AmazonIdentityManagementServiceException refusal) when (refusal.ErrorCode == Refused)
        {
            return $"{refusal.ErrorCode}: {refusal.Message}";
        }

        throw new StepFailedException($"IAM let the operator have {what}.");
    }
}
