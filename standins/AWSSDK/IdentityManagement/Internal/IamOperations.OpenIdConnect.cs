using Amazon.IdentityManagement.Model;
using Amazon.Internal;

namespace Amazon.IdentityManagement.Internal;

internal static partial class IamOperations
{
    public static readonly QueryOperation<GetOpenIDConnectProviderRequest, GetOpenIDConnectProviderResponse> GetOpenIDConnectProvider = new(
        IamService.Query,
        "GetOpenIDConnectProvider",
        static (p, r) => p.Add("OpenIDConnectProviderArn", r.OpenIDConnectProviderArn),
        static x => new()
        {
            ClientIDList = x.List("ClientIDList", static m => m.Value),
            CreateDate = x.Time("CreateDate"),
            Tags = x.List("Tags", IamShapes.Tag),
            ThumbprintList = x.List("ThumbprintList", static m => m.Value),
            Url = x.Text("Url"),
        },
        IamErrors.InvalidInput, IamErrors.NoSuchEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<CreateOpenIDConnectProviderRequest, CreateOpenIDConnectProviderResponse>
        CreateOpenIDConnectProvider = new(
        IamService.Query,
        "CreateOpenIDConnectProvider",
        static (p, r) =>
        {
            p.Add("ClientIDList", r.ClientIDList);
            p.Add("Tags", r.Tags, IamShapes.WriteTag);
            p.Add("ThumbprintList", r.ThumbprintList);
            p.Add("Url", r.Url);
        },
        static x => new()
        {
            OpenIDConnectProviderArn = x.Text("OpenIDConnectProviderArn"),
            Tags = x.List("Tags", IamShapes.Tag),
        },
        IamErrors.InvalidInput, IamErrors.EntityAlreadyExists, IamErrors.LimitExceeded, IamErrors.ConcurrentModification,
        IamErrors.ServiceFailure, IamErrors.OpenIdIdpCommunicationError);

    public static readonly QueryOperation<ListOpenIDConnectProvidersRequest, ListOpenIDConnectProvidersResponse>
        ListOpenIDConnectProviders = new(
        IamService.Query,
        "ListOpenIDConnectProviders",
        static (_, _) => { },
        static x => new() { OpenIDConnectProviderList = x.List("OpenIDConnectProviderList", IamShapes.OpenIDConnectProviderListEntry) },
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<AddClientIDToOpenIDConnectProviderRequest, AddClientIDToOpenIDConnectProviderResponse>
        AddClientIDToOpenIDConnectProvider = new(
        IamService.Query,
        "AddClientIDToOpenIDConnectProvider",
        static (p, r) =>
        {
            p.Add("ClientID", r.ClientID);
            p.Add("OpenIDConnectProviderArn", r.OpenIDConnectProviderArn);
        },
        static _ => new(),
        IamErrors.ConcurrentModification, IamErrors.InvalidInput, IamErrors.NoSuchEntity, IamErrors.LimitExceeded,
        IamErrors.ServiceFailure);

    public static readonly QueryOperation<UpdateOpenIDConnectProviderThumbprintRequest, UpdateOpenIDConnectProviderThumbprintResponse>
        UpdateOpenIDConnectProviderThumbprint = new(
        IamService.Query,
        "UpdateOpenIDConnectProviderThumbprint",
        static (p, r) =>
        {
            p.Add("OpenIDConnectProviderArn", r.OpenIDConnectProviderArn);
            p.Add("ThumbprintList", r.ThumbprintList);
        },
        static _ => new(),
        IamErrors.ConcurrentModification, IamErrors.InvalidInput, IamErrors.NoSuchEntity, IamErrors.ServiceFailure);

    public static readonly QueryOperation<TagOpenIDConnectProviderRequest, TagOpenIDConnectProviderResponse> TagOpenIDConnectProvider = new(
        IamService.Query,
        "TagOpenIDConnectProvider",
        static (p, r) =>
        {
            p.Add("OpenIDConnectProviderArn", r.OpenIDConnectProviderArn);
            p.Add("Tags", r.Tags, IamShapes.WriteTag);
        },
        static _ => new(),
        IamErrors.NoSuchEntity, IamErrors.LimitExceeded, IamErrors.InvalidInput, IamErrors.ConcurrentModification,
        IamErrors.ServiceFailure);
}
