using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Status;

/// <summary>The one mapper from outcomes to a binding's status; no other code sets a condition.</summary>
internal static class StatusReport
{
    private const string True = "True";
    private const string False = "False";
    private const string Unknown = "Unknown";

    private static readonly (Step Step, string Type, string Message)[] Steps =
    [
        (Step.IdentityProvider, ConditionTypes.IdentityProviderReady, "The cluster's IAM OIDC provider accepts the audience."),
        (Step.Role, ConditionTypes.RoleReady, "The role is in IAM as declared."),
        (Step.ServiceAccount, ConditionTypes.ServiceAccountReady, "The ServiceAccount carries the role's ARN."),
        (Step.Credentials, ConditionTypes.CredentialsVerified, "STS gave credentials of the role for a token of the ServiceAccount."),
    ];

    /// <summary>The status after a reconcile.</summary>
    public static IrsaBindingStatus From(IrsaBinding binding, Outcome outcome, Findings findings, DateTimeOffset now)
    {
        var previous = binding.Status ?? new IrsaBindingStatus();
        var generation = binding.Metadata.Generation ?? 0;
        var conditions = new List<BindingCondition>();
        void Add(string type, string status, string reason, string message) =>
            conditions.Add(Condition(previous, type, status, reason, message, generation, now));

        Add(ConditionTypes.Ready, outcome.Kind == OutcomeKind.Ready ? True : False, outcome.Reason, outcome.Message);
        foreach (var (step, type, message) in Steps)
        {
            if (step == Step.Credentials && !findings.VerifiesCredentials)
                continue;
            if (step <= Step.Role && findings.Unchecked is { } why)
                Add(type, Unknown, Reasons.OtherAccount, why);
            else if (step < outcome.Step || outcome.Kind == OutcomeKind.Ready)
                Add(type, True, Reasons.Reconciled, message);
            else if (step == outcome.Step)
                Add(type, outcome.Kind == OutcomeKind.Waiting ? Unknown : False, outcome.Reason, outcome.Message);
            else
                Add(type, Unknown, Reasons.NotReached, $"Waits for {Steps[(int)outcome.Step].Type}.");
        }

        if (findings.Remarks.All(remark => remark.Type != ConditionTypes.PodsCurrent))
            Add(ConditionTypes.PodsCurrent, Unknown, Reasons.NotReached, $"Waits for {ConditionTypes.ServiceAccountReady}.");
        foreach (var remark in findings.Remarks)
            Add(remark.Type, remark.Status switch { true => True, false => False, null => Unknown }, remark.Reason, remark.Message);

        if (outcome.Kind is OutcomeKind.Waiting or OutcomeKind.Failed)
            Add(ConditionTypes.Reconciling, True, outcome.Reason, outcome.Message);
        if (outcome.Kind == OutcomeKind.Stalled)
            Add(ConditionTypes.Stalled, True, outcome.Reason, outcome.Message);

        return new IrsaBindingStatus
        {
            ObservedGeneration = generation,
            ServiceAccount = findings.ServiceAccount ?? previous.ServiceAccount,
            Role = Role(findings) ?? previous.Role,
            Trust = findings.Trust is { } trust
                ? new TrustStatus { Provider = trust.ProviderArn, Subject = trust.Subject, Audience = trust.Audience }
                : previous.Trust,
            Policies = findings.Role is { } observed ? [.. PolicyEntry.Of(observed.Definition, findings.Declared)] : previous.Policies,
            LastDrift = Drift(previous, findings, now),
            Conditions = conditions,
        };
    }

    /// <summary>The status of a paused binding: everything keeps its last word, and the pause is said beside it.</summary>
    public static IrsaBindingStatus Suspended(IrsaBinding binding, string message, DateTimeOffset now)
    {
        var previous = binding.Status ?? new IrsaBindingStatus();
        var generation = binding.Metadata.Generation ?? 0;
        var kept = (previous.Conditions ?? [])
            .Where(condition => condition.Type is not (ConditionTypes.Suspended or ConditionTypes.Reconciling));
        return new IrsaBindingStatus
        {
            ObservedGeneration = generation,
            ServiceAccount = previous.ServiceAccount,
            Role = previous.Role,
            Trust = previous.Trust,
            Policies = previous.Policies,
            LastDrift = previous.LastDrift,
            Conditions = [.. kept, Condition(previous, ConditionTypes.Suspended, True, Reasons.Suspended, message, generation, now)],
        };
    }

    /// <summary>The status as it was, with what drifted: to be written before the repair, so that a crash on the way does not lose it.</summary>
    public static IrsaBindingStatus Drifted(IrsaBinding binding, Findings findings, DateTimeOffset now)
    {
        var previous = binding.Status ?? new IrsaBindingStatus();
        return new IrsaBindingStatus
        {
            ObservedGeneration = previous.ObservedGeneration,
            ServiceAccount = previous.ServiceAccount,
            Role = previous.Role,
            Trust = previous.Trust,
            Policies = previous.Policies,
            LastDrift = Drift(previous, findings, now),
            Conditions = previous.Conditions,
        };
    }

    /// <summary>Whether the drift is left, and was reported before.</summary>
    public static bool IsKnownDrift(IrsaBindingStatus? previous, Findings findings) =>
        findings.DriftIsLeft && previous?.LastDrift?.Changes?.SequenceEqual(findings.Drift, StringComparer.Ordinal) == true;

    /// <summary>Drift that is left and found again keeps the time at which it was found first.</summary>
    private static DriftStatus? Drift(IrsaBindingStatus previous, Findings findings, DateTimeOffset now) =>
        findings.Drift.IsEmpty || IsKnownDrift(previous, findings)
            ? previous.LastDrift
            : new DriftStatus { Time = WholeSecond(now), Changes = [.. findings.Drift] };

    private static RoleStatus? Role(Findings findings) => findings switch
    {
        { Role: { } role } => new RoleStatus
        {
            Name = role.Definition.Name,
            Arn = role.Arn,
            Id = role.Id,
            Created = role.Created is { } created ? WholeSecond(created) : null,
            LastUsed = role.LastUsed?.UtcDateTime.Date,
            Declaration = findings.Declaration,
            TagKeys = findings.Declared.TagKeys.IsEmpty ? null : [.. findings.Declared.TagKeys.Order(StringComparer.Ordinal)],
        },
        { ExistingRole: { } role } => new RoleStatus
        {
            Name = role.Name,
            Arn = role.Arn,
            Id = role.Id.Length > 0 ? role.Id : null,
            Created = role.Created is { } created ? WholeSecond(created) : null,
            LastUsed = role.LastUsed?.UtcDateTime.Date,
        },
        _ => null,
    };

    private static BindingCondition Condition(
        IrsaBindingStatus previous, string type, string status, string reason, string message, long generation, DateTimeOffset now)
    {
        var before = previous.Conditions?.FirstOrDefault(condition => condition.Type == type);
        return new BindingCondition
        {
            Type = type,
            Status = status,
            ObservedGeneration = generation,
            LastTransitionTime = before?.Status == status ? before.LastTransitionTime : WholeSecond(now),
            Reason = reason,
            Message = message,
        };
    }

    // Kubernetes keeps times to the second; a finer one would differ from itself after a round trip.
    private static DateTime WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()).UtcDateTime;
}
