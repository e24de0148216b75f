using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>DeleteRole</c>: nothing but its metadata.</summary>
public sealed class DeleteRoleResponse : AmazonWebServiceResponse;
