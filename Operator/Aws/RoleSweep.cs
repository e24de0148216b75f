using System.Collections.Immutable;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>
/// Reads all roles below the operator's path at once. GetAccountAuthorizationDetails has everything but description and
/// session length, for the whole account; ListRoles has these two. A single role costs at least four calls, so a sweep pays
/// as soon as it takes fewer pages than there are roles to look at.
/// </summary>
internal sealed class RoleSweep(
    IAmazonIdentityManagementService iam, AwsCalls calls, RoleCache cache, RoleSweepScope scope, ILogger<RoleSweep> logger)
    : IDisposable
{
    /// <summary>IAM's largest page. It may answer with shorter ones.</summary>
    private const int PageSize = 1000;

    private static readonly TimeSpan AskAgainForTheRight = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _lock = new();
    private Task<bool>? _running;
    private long? _last;
    private long? _deniedAt;
    private int _pages = 2;

    /// <summary>Sweeps, or waits for the sweep that is under way; all that ask meanwhile share one.</summary>
    /// <param name="maxAge">No sweep when the last one is younger: what it did not show, another would not show either.</param>
    /// <param name="cancellationToken">Ends the wait; the sweep goes on for the others.</param>
    /// <returns>Whether there was a sweep.</returns>
    public async Task<bool> RefreshAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        Task<bool> running;
        lock (_lock)
        {
            if (_running is null)
            {
                var now = scope.Time.GetTimestamp();
                if (IsYounger(_deniedAt, AskAgainForTheRight) || IsYounger(_last, maxAge) || _pages >= scope.Demand.Roles)
                    return false;
                _running = Task.Run(() => RunAsync(now, _disposed.Token), CancellationToken.None);
            }

            running = _running;
        }

        return await running.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    private bool IsYounger(long? at, TimeSpan age) => at is { } known && scope.Time.GetElapsedTime(known) < age;

    private async Task<bool> RunAsync(long start, CancellationToken cancellationToken)
    {
        try
        {
            var (roles, pages) = await SweepAsync(scope.Demand.Roles, start, cancellationToken);
            if (roles is not { } count)
            {
                logger.SweepTooLarge(pages);
                return End(start, pages + 1, swept: false);
            }

            // What neither this sweep nor the last one has shown, and nobody has read in between, is of no use to anybody.
            if (_last is { } last)
                cache.Trim(last);
            logger.Swept(count, scope.RolePath, pages);
            return End(start, pages, swept: true);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.Denied)
        {
            logger.SweepDenied(error.Operation, error.Message);
            lock (_lock)
                _deniedAt = start;
            return End(start, _pages, swept: false);
        }
        catch
        {
            End(start, _pages, swept: false);
            throw;
        }
    }

    private bool End(long start, int pages, bool swept)
    {
        lock (_lock)
        {
            _running = null;
            _pages = pages;
            if (swept)
                _last = start;
            return swept;
        }
    }

    /// <summary>Fills the cache; gives up, with no count, when it takes more pages than it is worth.</summary>
    private async Task<(int? Roles, int Pages)> SweepAsync(int mostPages, long start, CancellationToken cancellationToken)
    {
        var pages = 0;
        var listed = new Dictionary<string, Listed>(StringComparer.OrdinalIgnoreCase);
        string? marker = null;
        do
        {
            if (++pages > mostPages)
                return (null, pages);
            var request = new ListRolesRequest { PathPrefix = scope.RolePath, MaxItems = PageSize, Marker = marker };
            var page = await calls.RunAsync("ListRoles", token => iam.ListRolesAsync(request, token), cancellationToken);
            foreach (var role in page.Roles ?? [])
                listed[role.RoleName ?? ""] = new Listed(role.Description ?? "", role.MaxSessionDuration ?? 3600);
            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);

        var count = 0;
        do
        {
            if (++pages > mostPages)
                return (null, pages);
            var request = new GetAccountAuthorizationDetailsRequest { Filter = ["Role"], MaxItems = PageSize, Marker = marker };
            var page = await calls.RunAsync(
                "GetAccountAuthorizationDetails", token => iam.GetAccountAuthorizationDetailsAsync(request, token), cancellationToken);
            foreach (var detail in page.RoleDetailList ?? [])
            {
                if (detail is { RoleName: { } name, AssumeRolePolicyDocument: not null } && listed.TryGetValue(name, out var rest))
                {
                    cache.Swept(name, Observed(detail, rest), start);
                    count++;
                }
            }

            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
        return (count, pages);
    }

    private static ObservedRole Observed(RoleDetail detail, Listed rest)
    {
        var definition = new RoleDefinition
        {
            Name = detail.RoleName ?? "",
            Path = detail.Path ?? "/",
            Trust = PolicyDocument.FromAnswer(detail.AssumeRolePolicyDocument),
            Description = rest.Description,
            MaxSessionDurationSeconds = rest.MaxSessionDurationSeconds,
            PermissionsBoundary = detail.PermissionsBoundary?.PermissionsBoundaryArn,
            Tags = AwsTags.Read(detail.Tags),
            ManagedPolicies = RoleDefinition.PoliciesOf((detail.AttachedManagedPolicies ?? []).Select(policy => policy.PolicyArn ?? "")),
            InlinePolicies = (detail.RolePolicyList ?? [])
                .Where(policy => policy.PolicyName is not null)
                .ToImmutableSortedDictionary(policy => policy.PolicyName!, policy => PolicyDocument.FromAnswer(policy.PolicyDocument), StringComparer.Ordinal),
        };
        return new ObservedRole(definition, detail.Arn ?? "", detail.RoleId ?? "", AwsTime.From(detail.CreateDate))
        {
            LastUsed = AwsTime.From(detail.RoleLastUsed?.LastUsedDate),
        };
    }

    /// <summary>What the details don't tell.</summary>
    private readonly record struct Listed(string Description, int MaxSessionDurationSeconds);
}
