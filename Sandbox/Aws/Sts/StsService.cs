using System.Security.Cryptography;
using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Iam;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws.Sts;

/// <summary>STS's operations.</summary>
internal sealed class StsService(AwsAccount account, AwsEmulatorOptions options)
{
    private const string WebIdentityAction = "sts:AssumeRoleWithWebIdentity";
    private readonly WebIdentityVerifier _verifier = new(account, options);

    public async Task<IReadOnlyList<XElement>> HandleAsync(IamCall call, AwsRequest request, AwsPrincipal? principal, CancellationToken cancellationToken) => request.Operation switch
    {
        "GetCallerIdentity" => CallerIdentity(principal!),
        "AssumeRole" => AssumeRole(call, principal!),
        "AssumeRoleWithWebIdentity" => await AssumeRoleWithWebIdentityAsync(call, cancellationToken),
        _ => throw AwsErrors.InvalidAction(request.Operation, request.Parameter("Version")),
    };

    private static string SessionName(IamCall call)
    {
        var name = call.Required("RoleSessionName");
        IamChecks.Length(name, "roleSessionName", 2, 64);
        IamChecks.Name(name, "RoleSessionName", 64);
        return name;
    }

    private static PolicyEffect Trusts(IamRole role, PolicyRequest request) =>
        PolicyEvaluator.Evaluate(PolicyParser.Parse(role.TrustPolicy, PolicyKind.Trust), request);

    private static int Duration(IamCall call, IamRole role)
    {
        var seconds = call.Number("DurationSeconds") ?? 3600;
        if (seconds < 900)
            throw AwsErrors.Constraint($"{seconds}", "durationSeconds", "Member must have value greater than or equal to 900");
        if (seconds > role.MaxSessionDuration)
            throw AwsErrors.Validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        return seconds;
    }

    private List<XElement> CallerIdentity(AwsPrincipal principal) =>
        [new("Arn", principal.Arn), new("UserId", principal.UserId), new("Account", account.AccountId)];

    private IamRole? FindVisible(IamCall call, string arn) => account.Roles.FirstOrDefault(r => r.Arn == arn && call.IsVisible(r));

    private async Task<IReadOnlyList<XElement>> AssumeRoleWithWebIdentityAsync(IamCall call, CancellationToken cancellationToken)
    {
        var arn = call.Required("RoleArn");
        IamChecks.Length(arn, "roleArn", 20, 2048);
        var session = SessionName(call);
        var identity = await _verifier.VerifyAsync(call.Required("WebIdentityToken"), cancellationToken);
        var context = PolicyRequest.NewContext();
        context[$"{identity.Issuer}:sub"] = [identity.Subject];
        context[$"{identity.Issuer}:aud"] = identity.Audiences;
        context["sts:RoleSessionName"] = [session];
        context["aws:FederatedProvider"] = [identity.ProviderArn];
        var request = new PolicyRequest(WebIdentityAction, arn)
        {
            Context = context,
            Principals = [KeyValuePair.Create("Federated", identity.ProviderArn)],
        };
        if (FindVisible(call, arn) is not { } role || Trusts(role, request) != PolicyEffect.Allow)
            throw AwsErrors.AccessDenied($"Not authorized to perform {WebIdentityAction}");

        var result = Issue(role, session, Duration(call, role), SessionPolicies(call));
        result.Add(new XElement("SubjectFromWebIdentityToken", identity.Subject));
        result.Add(new XElement("Audience", identity.Audiences[0]));
        result.Add(new XElement("Provider", identity.ProviderArn));
        return result;
    }

    private List<XElement> AssumeRole(IamCall call, AwsPrincipal principal)
    {
        var arn = call.Required("RoleArn");
        IamChecks.Length(arn, "roleArn", 20, 2048);
        var session = SessionName(call);
        var request = new PolicyRequest("sts:AssumeRole", arn) { Principals = Callers(principal) };
        var role = FindVisible(call, arn);
        if (role is null || !MayAssume(role, principal, request))
            throw AwsErrors.AccessDenied($"User: {principal.Arn} is not authorized to perform: sts:AssumeRole on resource: {arn}");
        return Issue(role, session, Duration(call, role), SessionPolicies(call));
    }

    /// <summary>The policies that narrow the session: a document, and managed policies by their ARNs.</summary>
    private List<string>? SessionPolicies(IamCall call)
    {
        var policies = new List<string>();
        if (call.Optional("Policy") is { } document)
        {
            IamChecks.Length(document, "policy", 1, 2048);
            PolicyParser.Parse(document, PolicyKind.Identity);
            policies.Add(document);
        }

        for (var i = 1; call.Optional($"PolicyArns.member.{i}.arn") is { } arn; i++)
            policies.Add(account.FindPolicy(arn)?.Document ?? throw AwsErrors.NoSuchPolicy(arn));
        return policies.Count == 0 ? null : policies;
    }

    /// <summary>A trust policy that names the caller is enough; one that names the account leaves it to the caller's own policies.</summary>
    private bool MayAssume(IamRole role, AwsPrincipal principal, PolicyRequest request)
    {
        if (Trusts(role, request) != PolicyEffect.Allow)
            return false;
        var caller = principal.RoleName is null ? null : account.FindRole(principal.RoleName);
        if (caller is null)
            return true;
        var direct = request with { Principals = [KeyValuePair.Create("AWS", caller.Arn), KeyValuePair.Create("AWS", principal.Arn)] };
        var own = AwsAuthorization.Decide(
            account, caller, request with { Context = AwsAuthorization.WithGlobalKeys(account, principal, caller, request) }, principal.SessionPolicies);
        return own == AwsDecision.Allowed || (own == AwsDecision.ImplicitDeny && Trusts(role, direct) == PolicyEffect.Allow);
    }

    private List<KeyValuePair<string, string>> Callers(AwsPrincipal principal)
    {
        List<string> names = [principal.Arn, account.AccountId, account.IamArn("root")];
        if (principal.RoleName is { } name && account.FindRole(name) is { } role)
            names.Add(role.Arn);
        return names.ConvertAll(n => KeyValuePair.Create("AWS", n));
    }

    private List<XElement> Issue(IamRole role, string session, int seconds, List<string>? policies)
    {
        var now = options.TimeProvider.GetUtcNow();
        var arn = $"arn:{account.Partition}:sts::{account.AccountId}:assumed-role/{role.Name}/{session}";
        var key = AwsAccount.NewId("ASIA")[..20];
        var credential = new AwsCredential
        {
            AccessKeyId = key,
            SecretAccessKey = AwsCredential.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)),
            SessionToken = AwsCredential.SessionPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)),
            Expiration = now.AddSeconds(seconds),
            Principal = new AwsPrincipal(arn, $"{role.RoleId}:{session}") { RoleName = role.Name, RoleId = role.RoleId, AccessKeyId = key, SessionPolicies = policies },
        };
        account.AddCredential(credential);
        account.ChangeRole(role.Name, r => r with { LastUsedAt = now });
        return
        [
            new XElement("AssumedRoleUser", new XElement("AssumedRoleId", credential.Principal.UserId), new XElement("Arn", arn)),
            new XElement(
                "Credentials",
                new XElement("AccessKeyId", credential.AccessKeyId),
                new XElement("SecretAccessKey", credential.SecretAccessKey),
                new XElement("SessionToken", credential.SessionToken),
                new XElement("Expiration", IamXml.Time(now.AddSeconds(seconds)))),
        ];
    }
}
