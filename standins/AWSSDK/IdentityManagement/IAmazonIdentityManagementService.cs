using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.IdentityManagement;

/// <summary>AWS Identity and Access Management.</summary>
public interface IAmazonIdentityManagementService : IAmazonService, IDisposable
{
    /// <summary>Enumerates operations that answer in pages.</summary>
    IIdentityManagementPaginatorFactory Paginators { get; }

    /// <summary>Creates a role. <see cref="Role.Arn"/> of the answer can, rarely, be a unique id for some seconds.</summary>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="EntityAlreadyExistsException"/>
    /// <exception cref="MalformedPolicyDocumentException"/>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<CreateRoleResponse> CreateRoleAsync(CreateRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a role with its trust policy, tags, permissions boundary and last use.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets description and maximum session duration (seconds, 3600 to 43200); a duration that is left out
    /// becomes one hour.
    /// </summary>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<UpdateRoleResponse> UpdateRoleAsync(UpdateRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a role that has no policies and no instance profiles left.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="DeleteConflictException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<DeleteRoleResponse> DeleteRoleAsync(DeleteRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Replaces the trust policy of a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="MalformedPolicyDocumentException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<UpdateAssumeRolePolicyResponse> UpdateAssumeRolePolicyAsync(
        UpdateAssumeRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists roles, without their tags, boundary and last use.</summary>
    /// <exception cref="ServiceFailureException"/>
    Task<ListRolesResponse> ListRolesAsync(ListRolesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the first page of the account's roles.</summary>
    Task<ListRolesResponse> ListRolesAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds tags to a role, or sets their values.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<TagRoleResponse> TagRoleAsync(TagRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes tags from a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<UntagRoleResponse> UntagRoleAsync(UntagRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the tags of a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<ListRoleTagsResponse> ListRoleTagsAsync(ListRoleTagsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Attaches a managed policy to a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="PolicyNotAttachableException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<AttachRolePolicyResponse> AttachRolePolicyAsync(
        AttachRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Detaches a managed policy from a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<DetachRolePolicyResponse> DetachRolePolicyAsync(
        DetachRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the managed policies that are attached to a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(
        ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds an inline policy to a role, or replaces it.</summary>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="MalformedPolicyDocumentException"/>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<PutRolePolicyResponse> PutRolePolicyAsync(PutRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a managed policy, without its documents.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a version of a managed policy; its document is percent-encoded (RFC 3986).</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<GetPolicyVersionResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads an inline policy; its document is percent-encoded (RFC 3986).</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes an inline policy of a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<DeleteRolePolicyResponse> DeleteRolePolicyAsync(
        DeleteRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the names of a role's inline policies.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<ListRolePoliciesResponse> ListRolePoliciesAsync(
        ListRolePoliciesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sets the permissions boundary of a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="PolicyNotAttachableException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<PutRolePermissionsBoundaryResponse> PutRolePermissionsBoundaryAsync(
        PutRolePermissionsBoundaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes the permissions boundary of a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<DeleteRolePermissionsBoundaryResponse> DeleteRolePermissionsBoundaryAsync(
        DeleteRolePermissionsBoundaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the instance profiles that hold a role.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<ListInstanceProfilesForRoleResponse> ListInstanceProfilesForRoleAsync(
        ListInstanceProfilesForRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes a role from an instance profile.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="UnmodifiableEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<RemoveRoleFromInstanceProfileResponse> RemoveRoleFromInstanceProfileAsync(
        RemoveRoleFromInstanceProfileRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads users, groups, roles and policies of the account with their relations, in pages.</summary>
    /// <exception cref="ServiceFailureException"/>
    Task<GetAccountAuthorizationDetailsResponse> GetAccountAuthorizationDetailsAsync(
        GetAccountAuthorizationDetailsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads the use of IAM's entities in the account, and their quotas.</summary>
    /// <exception cref="ServiceFailureException"/>
    Task<GetAccountSummaryResponse> GetAccountSummaryAsync(
        GetAccountSummaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads an OpenID Connect provider; its <see cref="GetOpenIDConnectProviderResponse.Url"/> comes without the
    /// scheme.
    /// </summary>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<GetOpenIDConnectProviderResponse> GetOpenIDConnectProviderAsync(
        GetOpenIDConnectProviderRequest request, CancellationToken cancellationToken = default);

    /// <summary>Creates an OpenID Connect provider.</summary>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="EntityAlreadyExistsException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="ServiceFailureException"/>
    /// <exception cref="OpenIdIdpCommunicationErrorException"/>
    Task<CreateOpenIDConnectProviderResponse> CreateOpenIDConnectProviderAsync(
        CreateOpenIDConnectProviderRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the ARNs of the account's OpenID Connect providers; not paginated.</summary>
    /// <exception cref="ServiceFailureException"/>
    Task<ListOpenIDConnectProvidersResponse> ListOpenIDConnectProvidersAsync(
        ListOpenIDConnectProvidersRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds a client id (an audience) to an OpenID Connect provider.</summary>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<AddClientIDToOpenIDConnectProviderResponse> AddClientIDToOpenIDConnectProviderAsync(
        AddClientIDToOpenIDConnectProviderRequest request, CancellationToken cancellationToken = default);

    /// <summary>Replaces a provider's thumbprints; IAM needs none where its own certificate authorities know the issuer's.</summary>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<UpdateOpenIDConnectProviderThumbprintResponse> UpdateOpenIDConnectProviderThumbprintAsync(
        UpdateOpenIDConnectProviderThumbprintRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds tags to an OpenID Connect provider, or sets their values.</summary>
    /// <exception cref="NoSuchEntityException"/>
    /// <exception cref="LimitExceededException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="ServiceFailureException"/>
    Task<TagOpenIDConnectProviderResponse> TagOpenIDConnectProviderAsync(
        TagOpenIDConnectProviderRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells the endpoint that a request would go to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonIdentityManagementServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        clientConfig is AmazonIdentityManagementServiceConfig config
            ? new AmazonIdentityManagementServiceClient(awsCredentials, config)
            : throw new AmazonClientException($"{nameof(clientConfig)} is not of type {nameof(AmazonIdentityManagementServiceConfig)}.");
}
