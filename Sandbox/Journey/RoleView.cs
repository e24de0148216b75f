using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>A role as the account's administrator sees it.</summary>
internal sealed record RoleView(string Arn, string TrustPolicy, IReadOnlyList<string> ManagedPolicies, IReadOnlyDictionary<string, string> InlinePolicies)
{
    // Nobody puts this into a web page; quotes and plus signs are to be read.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a role by the calls a person would make; null when there is none.</summary>
    public static async Task<RoleView?> FindAsync(IAmazonIdentityManagementService iam, string name, CancellationToken cancellationToken)
    {
        try
        {
            var role = (await iam.GetRoleAsync(new GetRoleRequest { RoleName = name }, cancellationToken)).Role!;
            var attached = await iam.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = name }, cancellationToken);
            var inline = await iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = name }, cancellationToken);
            var documents = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var policy in inline.PolicyNames ?? [])
            {
                var answer = await iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = name, PolicyName = policy }, cancellationToken);
                documents[policy] = Decode(answer.PolicyDocument);
            }

            return new RoleView(
                role.Arn!, Decode(role.AssumeRolePolicyDocument), [.. (attached.AttachedPolicies ?? []).Select(policy => policy.PolicyArn!)], documents);
        }
        catch (NoSuchEntityException)
        {
            return null;
        }
    }

    public static string Pretty(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Indented);
    }

    // IAM answers documents percent-encoded.
    private static string Decode(string? document) => Uri.UnescapeDataString(document ?? "");
}
