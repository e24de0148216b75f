using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>OpenID Connect providers.</summary>
internal static class IamOidcProviders
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["CreateOpenIDConnectProvider"] = Create,
        ["GetOpenIDConnectProvider"] = Get,
        ["ListOpenIDConnectProviders"] = List,
        ["DeleteOpenIDConnectProvider"] = Delete,
        ["AddClientIDToOpenIDConnectProvider"] = AddClientId,
        ["RemoveClientIDFromOpenIDConnectProvider"] = RemoveClientId,
        ["UpdateOpenIDConnectProviderThumbprint"] = UpdateThumbprint,
    };

    public static IamOidcProvider Find(IamCall call)
    {
        var arn = call.Required("OpenIDConnectProviderArn");
        IamChecks.Arn(arn, "OpenIDConnectProviderArn");
        return call.Account.FindOidcProvider(arn) ?? throw AwsErrors.NoSuchProvider(arn);
    }

    private static List<XElement> Create(IamCall call)
    {
        var account = call.Account;
        var url = call.Required("Url");
        IamChecks.Length(url, "url", 1, 255);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            throw AwsErrors.Validation("Invalid Open ID Connect Provider URL");
        if (!uri.IsDefaultPort || uri.Query.Length > 0)
            throw AwsErrors.InvalidInput("The URL of an OpenID Connect provider must have no port and no query.");
        var clientIds = call.List("ClientIDList");
        foreach (var clientId in clientIds)
            IamChecks.Length(clientId, "clientIDList", 1, 255);
        if (clientIds.Count > account.Quotas.ClientIds)
            throw AwsErrors.LimitExceeded("ClientIdsPerOpenIdConnectProvider", account.Quotas.ClientIds);
        var thumbprints = call.List("ThumbprintList");
        CheckThumbprints(call, thumbprints);
        var tags = call.Tags();
        IamChecks.Tags(tags, account.Quotas.Tags);
        var bare = url["https://".Length..].TrimEnd('/');
        if (account.FindOidcProvider(account.IamArn($"oidc-provider/{bare}")) is not null)
            throw AwsErrors.EntityAlreadyExists($"Provider with url https://{bare} already exists.");
        if (account.OidcProviders.Count >= account.Quotas.Providers)
            throw AwsErrors.LimitExceeded("OpenIdConnectProvidersPerAccount", account.Quotas.Providers);

        var provider = account.AddOidcProvider(bare, clientIds);
        account.ChangeOidcProvider(provider.Arn, p => p with { Thumbprints = [.. thumbprints], Tags = p.Tags.With(tags) });
        return [new XElement("OpenIDConnectProviderArn", provider.Arn), IamXml.Tags(tags)];
    }

    private static List<XElement> Get(IamCall call)
    {
        var provider = Find(call);
        return
        [
            new XElement("Url", provider.Url),
            new XElement("ClientIDList", provider.ClientIds.Select(id => new XElement("member", id))),
            new XElement("ThumbprintList", provider.Thumbprints.Select(t => new XElement("member", t))),
            new XElement("CreateDate", IamXml.Time(provider.CreatedAt)),
            IamXml.Tags(provider.Tags),
        ];
    }

    private static List<XElement> List(IamCall call) =>
        [new XElement("OpenIDConnectProviderList", call.Account.OidcProviders.Select(p => new XElement("member", new XElement("Arn", p.Arn))))];

    private static IReadOnlyList<XElement>? Delete(IamCall call)
    {
        call.Account.RemoveOidcProvider(Find(call).Arn);
        return null;
    }

    private static IReadOnlyList<XElement>? AddClientId(IamCall call)
    {
        var id = call.Required("ClientID");
        IamChecks.Length(id, "clientID", 1, 255);
        var provider = Find(call);
        if (provider.ClientIds.Contains(id))
            return null;
        if (provider.ClientIds.Count >= call.Account.Quotas.ClientIds)
            throw AwsErrors.LimitExceeded("ClientIdsPerOpenIdConnectProvider", call.Account.Quotas.ClientIds);
        call.Account.ChangeOidcProvider(provider.Arn, p => p with { ClientIds = p.ClientIds.Add(id) });
        return null;
    }

    private static IReadOnlyList<XElement>? RemoveClientId(IamCall call)
    {
        var id = call.Required("ClientID");
        call.Account.ChangeOidcProvider(Find(call).Arn, p => p with { ClientIds = p.ClientIds.Remove(id) });
        return null;
    }

    private static IReadOnlyList<XElement>? UpdateThumbprint(IamCall call)
    {
        var thumbprints = call.List("ThumbprintList");
        CheckThumbprints(call, thumbprints);
        call.Account.ChangeOidcProvider(Find(call).Arn, p => p with { Thumbprints = [.. thumbprints] });
        return null;
    }

    private static void CheckThumbprints(IamCall call, List<string> thumbprints)
    {
        if (thumbprints.Count > call.Account.Quotas.Thumbprints)
            throw AwsErrors.InvalidInput($"Thumbprint list must contain fewer than {call.Account.Quotas.Thumbprints + 1} entries.");
        if (thumbprints.Exists(t => t.Length != 40 || !t.All(char.IsAsciiHexDigit)))
            throw AwsErrors.Validation("A thumbprint must have 40 hexadecimal digits.");
    }
}
