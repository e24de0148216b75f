using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>DeleteRolePermissionsBoundary</c>: nothing but its metadata.</summary>
public sealed class DeleteRolePermissionsBoundaryResponse : AmazonWebServiceResponse;
