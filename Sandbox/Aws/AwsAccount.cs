using System.Security.Cryptography;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>
/// The account's state. Entities are immutable records, so a reader may keep what it got; changes are made by replacing
/// one under the lock. Tests use the same methods to look at the account, or to tamper with it behind the operator's back.
/// </summary>
internal sealed partial class AwsAccount
{
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private readonly SortedDictionary<string, IamRole> _roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, IamManagedPolicy> _policies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IamOidcProvider> _providers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IamInstanceProfile> _profiles = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, EksCluster> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AwsCredential> _credentials = new(StringComparer.Ordinal);
    private readonly AwsEmulatorOptions _options;

    public AwsAccount(AwsEmulatorOptions options)
    {
        _options = options;
        Administrator = new AwsPrincipal($"arn:{options.Partition}:iam::{options.AccountId}:user/administrator", NewId("AIDA"));
        _credentials[options.AccessKeyId] = new AwsCredential
        {
            AccessKeyId = options.AccessKeyId,
            SecretAccessKey = options.SecretAccessKey,
            Principal = Administrator,
        };
        foreach (var (path, name, document) in AwsManagedPolicies.All)
            AddAwsManagedPolicy(path, name, document);
    }

    public Lock Gate { get; } = new();

    public string AccountId => _options.AccountId;

    public string Partition => _options.Partition;

    public string Region => _options.Region;

    public string IamRegion => _options.IamRegion;

    public AwsPrincipal Administrator { get; }

    public IamQuotas Quotas { get; } = new();

    public IReadOnlyList<IamRole> Roles => Read(() => _roles.Values.ToList());

    public int RoleCount => Read(() => _roles.Count);

    public IReadOnlyList<IamManagedPolicy> Policies => Read(() => _policies.Values.ToList());

    public IReadOnlyList<IamOidcProvider> OidcProviders => Read(() => _providers.Values.ToList());

    public IReadOnlyList<IamInstanceProfile> InstanceProfiles => Read(() => _profiles.Values.ToList());

    public IReadOnlyList<EksCluster> Clusters => Read(() => _clusters.Values.ToList());

    public DateTimeOffset Now => _options.TimeProvider.GetUtcNow();

    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetString(IdAlphabet, 17);

    public string IamArn(string resource) => $"arn:{Partition}:iam::{AccountId}:{resource}";

    public AwsCredential? FindCredential(string accessKeyId) => Read(() => _credentials.GetValueOrDefault(accessKeyId));

    public void AddCredential(AwsCredential credential) => Write(() => _credentials[credential.AccessKeyId] = credential);

    public bool RemoveCredential(string accessKeyId) => Write(() => _credentials.Remove(accessKeyId));

    private T Read<T>(Func<T> read)
    {
        lock (Gate)
            return read();
    }

    private T Write<T>(Func<T> write)
    {
        lock (Gate)
            return write();
    }
}
