using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws;

internal sealed partial class AwsAccount
{
    public IamRole? FindRole(string name) => Read(() => _roles.GetValueOrDefault(name));

    /// <summary>Adds a role without IAM's checks.</summary>
    public IamRole AddRole(string name, string trustPolicy, string path = "/", Func<IamRole, IamRole>? configure = null) => Write(() =>
    {
        var role = new IamRole
        {
            Name = name,
            Path = path,
            RoleId = NewId("AROA"),
            Arn = IamArn($"role{path}{name}"),
            TrustPolicy = trustPolicy,
            CreatedAt = Now,
        };
        role = configure?.Invoke(role) ?? role;
        _roles.Add(name, role);
        Remember(name, before: null, role);
        return role;
    });

    public IamRole? ChangeRole(string name, Func<IamRole, IamRole> change) =>
        Write(() =>
        {
            if (!_roles.TryGetValue(name, out var role))
                return null;
            var changed = _roles[name] = change(role);
            Remember(name, role, changed);
            return changed;
        });

    public bool RemoveRole(string name) => Write(() =>
    {
        if (_roles.GetValueOrDefault(name) is not { } role)
            return false;
        _roles.Remove(name);
        Remember(name, role, after: null);
        return true;
    });

    public IamManagedPolicy? FindPolicy(string arn) => Read(() => _policies.GetValueOrDefault(arn));

    public IamManagedPolicy AddManagedPolicy(string name, string document, string path = "/", Func<IamManagedPolicy, IamManagedPolicy>? configure = null) =>
        AddPolicy(IamArn($"policy{path}{name}"), path, name, document, configure);

    public IamManagedPolicy? ChangePolicy(string arn, Func<IamManagedPolicy, IamManagedPolicy> change) =>
        Write(() => _policies.TryGetValue(arn, out var policy) ? _policies[arn] = change(policy) : null);

    public bool RemovePolicy(string arn) => Write(() => _policies.Remove(arn));

    public IamOidcProvider? FindOidcProvider(string arn) => Read(() => _providers.GetValueOrDefault(arn));

    /// <summary>Adds a provider; the issuer may be given with or without https://.</summary>
    public IamOidcProvider AddOidcProvider(string issuer, params IEnumerable<string> clientIds) => Write(() =>
    {
        var url = issuer.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? issuer["https://".Length..] : issuer;
        var provider = new IamOidcProvider { Arn = IamArn($"oidc-provider/{url}"), Url = url, ClientIds = [.. clientIds], CreatedAt = Now };
        _providers[provider.Arn] = provider;
        return provider;
    });

    public IamOidcProvider? ChangeOidcProvider(string arn, Func<IamOidcProvider, IamOidcProvider> change) =>
        Write(() => _providers.TryGetValue(arn, out var provider) ? _providers[arn] = change(provider) : null);

    public bool RemoveOidcProvider(string arn) => Write(() => _providers.Remove(arn));

    public IamInstanceProfile? FindInstanceProfile(string name) => Read(() => _profiles.GetValueOrDefault(name));

    public IamInstanceProfile AddInstanceProfile(string name, string? roleName = null, string path = "/") => Write(() =>
    {
        var profile = new IamInstanceProfile
        {
            Name = name,
            Path = path,
            InstanceProfileId = NewId("AIPA"),
            Arn = IamArn($"instance-profile{path}{name}"),
            RoleName = roleName,
            CreatedAt = Now,
        };
        _profiles.Add(name, profile);
        return profile;
    });

    public IamInstanceProfile? ChangeInstanceProfile(string name, Func<IamInstanceProfile, IamInstanceProfile> change) =>
        Write(() => _profiles.TryGetValue(name, out var profile) ? _profiles[name] = change(profile) : null);

    public bool RemoveInstanceProfile(string name) => Write(() => _profiles.Remove(name));

    private void AddAwsManagedPolicy(string path, string name, string document) =>
        AddPolicy($"arn:{Partition}:iam::aws:policy{path}{name}", path, name, document, configure: null);

    private IamManagedPolicy AddPolicy(string arn, string path, string name, string document, Func<IamManagedPolicy, IamManagedPolicy>? configure) =>
        Write(() =>
        {
            var policy = new IamManagedPolicy
            {
                Name = name,
                Path = path,
                PolicyId = NewId("ANPA"),
                Arn = arn,
                Versions = [new IamPolicyVersion("v1", document, Now)],
                CreatedAt = Now,
                UpdatedAt = Now,
            };
            policy = configure?.Invoke(policy) ?? policy;
            _policies.Add(arn, policy);
            return policy;
        });
}
