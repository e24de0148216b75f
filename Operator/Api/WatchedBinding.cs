namespace IrsaOperator.Api;

/// <summary>Makes a binding small that is held for long: without what nobody reads, and with one copy of what many say.</summary>
internal static class WatchedBinding
{
    public static void Shrink(IrsaBinding binding)
    {
        WatchedMetadata.Shrink(binding.Metadata);
        binding.ApiVersion = TextPool.Share(binding.ApiVersion);
        binding.Kind = TextPool.Share(binding.Kind);
        if (binding.Spec is { } spec)
            Shrink(spec);
        if (binding.Status is { } status)
            Shrink(status);
    }

    private static void Shrink(IrsaBindingSpec spec)
    {
        spec.DeletionPolicy = TextPool.Share(spec.DeletionPolicy);
        spec.Rollout = TextPool.Share(spec.Rollout);
        if (spec.ServiceAccount is { } account)
            account.Audience = TextPool.Share(account.Audience);
        if (spec.Role is not { } role)
            return;
        role.PermissionsBoundary = TextPool.Share(role.PermissionsBoundary);
        TextPool.Share(role.ManagedPolicies);
        foreach (var policy in role.InlinePolicies ?? [])
        {
            if (policy is not null)
                policy.Name = TextPool.Share(policy.Name)!;
        }
    }

    private static void Shrink(IrsaBindingStatus status)
    {
        if (status.Trust is { } trust)
        {
            trust.Provider = TextPool.Share(trust.Provider);
            trust.Audience = TextPool.Share(trust.Audience);
        }

        status.ServiceAccount = TextPool.Share(status.ServiceAccount);
        TextPool.Share(status.Policies);
        if (status.Role is { } role)
        {
            (role.Name, role.Arn) = (TextPool.Share(role.Name), TextPool.Share(role.Arn));
            TextPool.Share(role.TagKeys);
        }

        foreach (var condition in status.Conditions ?? [])
        {
            if (condition is null)
                continue;
            condition.Type = TextPool.Share(condition.Type);
            condition.Status = TextPool.Share(condition.Status);
            condition.Reason = TextPool.Share(condition.Reason);

            // That of Ready names the binding's own ServiceAccount and role.
            if (condition.Type != ConditionTypes.Ready)
                condition.Message = TextPool.Share(condition.Message);
        }
    }
}
