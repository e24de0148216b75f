using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>What roles were a while ago, for reads that lag behind.</summary>
internal sealed partial class AwsAccount
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, List<(DateTimeOffset Since, IamRole? Role)>> _past = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The role as it was at a moment of the last five minutes; null when there was none.</summary>
    public IamRole? FindRole(string name, DateTimeOffset at) => Read(() =>
        _past.TryGetValue(name, out var states) ? states.FindLast(state => state.Since <= at).Role : _roles.GetValueOrDefault(name));

    /// <summary>The names of all roles that there are now or were since then.</summary>
    public IReadOnlyList<string> RoleNamesOf(DateTimeOffset since) => Read<IReadOnlyList<string>>(() =>
    [
        .. _roles.Keys.Concat(_past.Where(past => past.Value[^1].Since >= since).Select(past => past.Key))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
    ]);

    private void Remember(string name, IamRole? before, IamRole? after)
    {
        if (!_past.TryGetValue(name, out var states))
            _past[name] = states = [(DateTimeOffset.MinValue, before)];
        states.Add((Now, after));

        // Of what is older than the memory only the last state counts.
        var last = states.FindLastIndex(state => state.Since < Now - Memory);
        if (last > 0)
            states.RemoveRange(0, last);
    }
}
