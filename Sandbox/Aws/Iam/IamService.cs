using System.Xml.Linq;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>IAM's operations by name.</summary>
internal static class IamService
{
    private static readonly Dictionary<string, IamHandler> Handlers = new[]
    {
        IamRoles.Handlers, IamRolePolicies.Handlers, IamTags.Handlers, IamManagedPolicies.Handlers, IamPolicyVersions.Handlers,
        IamOidcProviders.Handlers, IamInstanceProfiles.Handlers, IamAccounts.Handlers, IamSimulation.Handlers,
    }.SelectMany(h => h).ToDictionary(h => h.Key, h => h.Value);

    public static bool Knows(string operation) => Handlers.ContainsKey(operation);

    public static IReadOnlyList<XElement>? Handle(string operation, IamCall call)
    {
        lock (call.Account.Gate)
            return Handlers[operation](call);
    }
}
