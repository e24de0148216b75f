using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>Managed policies in IAM. They are read only when one is about to be detached, so nothing is kept.</summary>
internal sealed class IamManagedPolicies(IAmazonIdentityManagementService iam, AwsCalls calls) : IManagedPolicies
{
    public async Task<bool?> OnlyDeniesAsync(string policyArn, CancellationToken cancellationToken)
    {
        try
        {
            var policy = await calls.RunAsync(
                "GetPolicy", token => iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = policyArn }, token), cancellationToken);
            if (policy.Policy?.DefaultVersionId is not { } version)
                return null;
            var request = new GetPolicyVersionRequest { PolicyArn = policyArn, VersionId = version };
            var answer = await calls.RunAsync("GetPolicyVersion", token => iam.GetPolicyVersionAsync(request, token), cancellationToken);
            return PolicyDocument.FromAnswer(answer.PolicyVersion?.Document)?.OnlyDenies;
        }
        catch (AwsException error) when (error.Kind is AwsErrorKind.Denied or AwsErrorKind.NotFound)
        {
            return null;
        }
    }
}
