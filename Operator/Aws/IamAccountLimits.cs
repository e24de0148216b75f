using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>Quotas out of GetAccountSummary, asked for at most once an hour, and only when something is to be written.</summary>
internal sealed class IamAccountLimits(IAmazonIdentityManagementService iam, AwsCalls calls, TimeProvider time) : IAccountLimits, IDisposable
{
    private static readonly TimeSpan KeepKnown = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeepUnknown = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _asking = new(1);
    private volatile Answer? _answer;

    public async Task<RoleLimits> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
            return known;
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } meanwhile)
                return meanwhile;
            var limits = await AskAsync(cancellationToken);
            _answer = new Answer(limits, time.GetTimestamp());
            return limits;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private RoleLimits? Fresh() => _answer is { } answer && time.GetElapsedTime(answer.At) < (answer.Limits.AreKnown ? KeepKnown : KeepUnknown) ? answer.Limits : null;

    private async Task<RoleLimits> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await calls.RunAsync(
                "GetAccountSummary", token => iam.GetAccountSummaryAsync(new GetAccountSummaryRequest(), token), cancellationToken);
            int Quota(string name, int fallback) => answer.SummaryMap?.GetValueOrDefault(name) is > 0 and var quota ? quota : fallback;
            var defaults = RoleLimits.Defaults;
            return new RoleLimits(AreKnown: true)
            {
                TrustSize = Quota("AssumeRolePolicySizeQuota", defaults.TrustSize),
                InlineSize = Quota("RolePolicySizeQuota", defaults.InlineSize),
                ManagedPolicies = Quota("AttachedPoliciesPerRoleQuota", defaults.ManagedPolicies),
            };
        }
        catch (AwsException)
        {
            // Not permitted, or not to be had now: a check before the write, which IAM makes again in any case.
            return RoleLimits.Defaults;
        }
    }

    private sealed record Answer(RoleLimits Limits, long At);
}
