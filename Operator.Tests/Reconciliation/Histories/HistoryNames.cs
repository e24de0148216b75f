using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What the things of a history are called: many histories may share one cluster and one account.</summary>
/// <param name="Identity">The cluster.</param>
/// <param name="Prefix">What every name begins with.</param>
internal sealed record HistoryNames(ClusterIdentity Identity, string Prefix)
{
    private static readonly string?[] RoleNames = [null, "shared", "Shared", "other"];
    private static readonly string[] LegacyNames = ["legacy-a", "legacy-b"];
    private static readonly string[] ServiceAccountNames = ["app", "web", "batch"];

    /// <summary>A history that has its world for itself.</summary>
    public static readonly HistoryNames Plain = new(Sample.Identity, "");

    public IReadOnlyList<string> Namespaces => [Namespace(0), Namespace(1)];

    public string Namespace(int who) => Prefix + (who % 2 == 0 ? "dev" : "ops");

    public static string Binding(int who) => $"binding-{who}";

    public string Key(int who) => $"{Namespace(who)}/{Binding(who)}";

    public static string ServiceAccount(int a) => ServiceAccountNames[a % ServiceAccountNames.Length];

    /// <summary>The role's name that a binding declares; null for a derived one.</summary>
    public string? DeclaredRole(int b) => RoleNames[b % RoleNames.Length] is { } name ? Prefix + name : null;

    /// <summary>A role that bindings want: one of the shared names, or a binding's derived one.</summary>
    public string PooledRole(int who, int a) => DeclaredRole(a) ?? RoleName.Derive(Identity.Issuer, Namespace(who), Binding(who));

    /// <summary>A role that somebody else manages.</summary>
    public string LegacyRole(int a) => Prefix + LegacyNames[a % LegacyNames.Length];

    public string Arn(string role) => Identity.RoleArn("/", role);

    /// <summary>The name of the binding's role.</summary>
    public string RoleOf(Wish wish) => wish.RoleArn is { } arn
        ? arn[(arn.LastIndexOf('/') + 1)..]
        : wish.RoleName ?? RoleName.Derive(Identity.Issuer, wish.Namespace, wish.Name);
}
