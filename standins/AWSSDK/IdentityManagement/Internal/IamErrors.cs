using Amazon.IdentityManagement.Model;
using Amazon.Internal;

namespace Amazon.IdentityManagement.Internal;

/// <summary>The wire codes of the modelled errors, and the exception of each.</summary>
internal static class IamErrors
{
    public const string ConcurrentModification = "ConcurrentModification";
    public const string DeleteConflict = "DeleteConflict";
    public const string EntityAlreadyExists = "EntityAlreadyExists";
    public const string InvalidInput = "InvalidInput";
    public const string LimitExceeded = "LimitExceeded";
    public const string MalformedPolicyDocument = "MalformedPolicyDocument";
    public const string NoSuchEntity = "NoSuchEntity";
    public const string OpenIdIdpCommunicationError = "OpenIdIdpCommunicationError";
    public const string PolicyNotAttachable = "PolicyNotAttachable";
    public const string ServiceFailure = "ServiceFailure";
    public const string UnmodifiableEntity = "UnmodifiableEntity";

    public static readonly ErrorTable Table = new(
        static (e, inner, status) => new AmazonIdentityManagementServiceException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
        new Dictionary<string, ErrorFactory>(StringComparer.Ordinal)
        {
            [ConcurrentModification] = static (e, inner, status) =>
                new ConcurrentModificationException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [DeleteConflict] = static (e, inner, status) =>
                new DeleteConflictException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [EntityAlreadyExists] = static (e, inner, status) =>
                new EntityAlreadyExistsException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [InvalidInput] = static (e, inner, status) => new InvalidInputException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [LimitExceeded] = static (e, inner, status) =>
                new LimitExceededException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [MalformedPolicyDocument] = static (e, inner, status) =>
                new MalformedPolicyDocumentException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [NoSuchEntity] = static (e, inner, status) => new NoSuchEntityException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [OpenIdIdpCommunicationError] = static (e, inner, status) =>
                new OpenIdIdpCommunicationErrorException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [PolicyNotAttachable] = static (e, inner, status) =>
                new PolicyNotAttachableException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [ServiceFailure] = static (e, inner, status) =>
                new ServiceFailureException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [UnmodifiableEntity] = static (e, inner, status) =>
                new UnmodifiableEntityException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
        });
}
