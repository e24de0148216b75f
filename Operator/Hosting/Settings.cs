namespace IrsaOperator.Hosting;

/// <summary>All settings of the operator.</summary>
internal static class Settings
{
    public static readonly Setting ClusterName = new("--cluster-name",
        "The EKS cluster's name. Its issuer is then asked of EKS and compared with the API server's own; without it the API server's counts.");

    public static readonly Setting ManageOidcProvider = new("--manage-oidc-provider",
        "Create the cluster's IAM OIDC provider when it is missing, and add audiences that it does not accept yet.", "false", IsSwitch: true);

    public static readonly Setting RolePath = new("--role-path",
        "The IAM path of the roles that the operator makes, with a slash at both ends, at most 512 characters.", "/irsa-operator/");

    public static readonly Setting PermissionsBoundary = new("--permissions-boundary",
        "The ARN of the policy that bounds every role whose binding names no boundary of its own.");

    public static readonly Setting EnforcePermissionsBoundary = new("--enforce-permissions-boundary",
        "Put --permissions-boundary on every role, and refuse bindings that name another one.", "false", IsSwitch: true);

    public static readonly Setting AllowedManagedPolicies = new("--allowed-managed-policies",
        "Globs of the ARNs of managed policies that bindings may name, with commas between them; any when left out.");

    public static readonly Setting AllowInlinePolicies = new("--allow-inline-policies",
        "Whether bindings may have inline policies.", "true", IsSwitch: true);

    public static readonly Setting AllowedActions = new("--allowed-actions",
        "Globs of actions, with commas between them: whatever an inline policy allows must be covered by one of them; any when left out.");

    public static readonly Setting DeniedActions = new("--denied-actions",
        "Globs of actions, with commas between them: nothing that an inline policy allows may meet one of them.");

    public static readonly Setting Namespaces = new("--namespaces",
        "Globs of the namespaces that may have bindings, with commas between them; all when left out.");

    public static readonly Setting ExcludedNamespaces = new("--excluded-namespaces",
        "Globs of namespaces that may have no bindings, with commas between them.");

    public static readonly Setting Shard = new("--shard",
        "The name of this operator's part of the cluster, 1 to 32 lower-case letters, digits and '-': it works on the namespaces that --namespaces and "
            + "--excluded-namespaces leave in, leaves others alone, and has a lease of its own.");

    public static readonly Setting MaxBindingsPerNamespace = new("--max-bindings-per-namespace",
        "The most bindings in a namespace, 0 to 100000; the oldest ones count.");

    public static readonly Setting RoleNamePrefix = new("--role-name-prefix",
        "What the names of roles begin with, at most 32 characters: derived names get it, and bindings that name their role must begin with it.");

    public static readonly Setting RoleTags = new("--role-tags",
        "Tags of every role beside the binding's own: key=value, with commas between them.");

    public static readonly Setting AuditInterval = new("--audit-interval",
        "How often a ready binding is compared with IAM again: a number with the unit s, m or h, from 10s to 24h.", "10m");

    public static readonly Setting Drift = new("--drift",
        "What becomes of changes that somebody else makes to a role: repair changes them back, report leaves and reports them.", "repair");

    public static readonly Setting VerifyTokenExchange = new("--verify-token-exchange",
        "Exchange a token of each bound ServiceAccount for credentials, and report whether STS gives them. Needs the right to create tokens (config/verify).", "false", IsSwitch: true);

    public static readonly Setting MaxParallelReconciles = new("--max-parallel-reconciles",
        "How many bindings are worked on at once, 1 to 256.", "16");

    public static readonly Setting AwsRegion = new("--aws-region",
        "The AWS region of EKS and STS; otherwise AWS_REGION or the profile's.");

    public static readonly Setting AwsCallsPerSecond = new("--aws-calls-per-second",
        "The most calls to AWS per second, of reads and of writes, 0.1 to 10000. It begins with a fifth and finds out what the account takes.", "50");

    public static readonly Setting AwsTimeout = new("--aws-timeout",
        "How long AWS may take to answer before a call is tried again: a number with the unit s or m, from 1s to 2m.", "15s");

    public static readonly Setting LeaderElect = new("--leader-elect",
        "Let one of several replicas work, by a Lease in the operator's namespace.", "false", IsSwitch: true);

    public static readonly Setting HttpAddress = new("--http-address",
        "The IP address that /healthz, /readyz and /metrics are served on.", "0.0.0.0");

    public static readonly Setting HttpPort = new("--http-port",
        "The port of /healthz, /readyz and /metrics, 1 to 65535.", "8080");

    public static readonly Setting LogFormat = new("--log-format", "text, or json for one JSON object a line.", "text");

    public static readonly Setting LogLevel = new("--log-level", "trace, debug, information, warning or error.", "information");

    public static IReadOnlyList<Setting> All { get; } =
    [
        ClusterName, ManageOidcProvider, RolePath, PermissionsBoundary, EnforcePermissionsBoundary, AllowedManagedPolicies,
        AllowInlinePolicies, AllowedActions, DeniedActions, Namespaces, ExcludedNamespaces, Shard, MaxBindingsPerNamespace, RoleNamePrefix,
        RoleTags, AuditInterval, Drift, VerifyTokenExchange, MaxParallelReconciles, AwsRegion, AwsCallsPerSecond, AwsTimeout, LeaderElect, HttpAddress, HttpPort, LogFormat, LogLevel,
    ];
}
