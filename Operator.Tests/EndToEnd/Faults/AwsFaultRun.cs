using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>A cell of the matrix under way: the fault is on until the binding has told of it, and then off until it has recovered.</summary>
internal sealed class AwsFaultRun(AwsFaultCell cell, AwsFaultBindings bindings, BindingWatch watch, string undisturbed)
{
    private AwsFault? _fault;
    private int _before;
    private string _picture = "";

    public int Hits => _fault?.Hits ?? 0;

    public bool IsLifted { get; private set; }

    /// <summary>Whether the binding told of the fault while it lasted.</summary>
    public bool WasTold { get; private set; }

    /// <summary>Whether it has done what it had to, and is by now as if nothing had been.</summary>
    public bool IsDone { get; private set; }

    public void Arm(AwsBehaviour behaviour)
    {
        _before = watch.Ready(cell.Name).Count();
        _fault = behaviour.Add(new AwsFault(cell.Hits, cell.Column.Code, cell.Column.Status, times: int.MaxValue) { Mode = cell.Column.Mode, Delay = TimeSpan.FromMilliseconds(300) });
    }

    public async Task LookAsync(bool mayLift)
    {
        if (!IsLifted)
        {
            if (!(mayLift || cell.IsBelievedInTheEnd) || Hits == 0 || !(cell.Reason is null ? await bindings.IsAtRestAsync(cell.Name, cell.Journey) : IsTold()))
                return;
            WasTold = cell.Reason is not null;
            _fault!.Cancel();
            IsLifted = true;
        }

        if (!await bindings.IsAtRestAsync(cell.Name, cell.Journey))
            return;
        _picture = await bindings.PictureAsync(cell.Name);
        IsDone = _picture == undisturbed;
    }

    /// <summary>What became of it, for whoever reads that it failed.</summary>
    public string Story() =>
        $"{cell}: expected {cell.Reason ?? "nothing to be told"}; {Hits} calls were hit, the fault {(IsLifted ? "was lifted" : "lasts")}; told: "
        + string.Join(" | ", Told().Select(condition => $"{condition.Status} {condition.Reason}: {condition.Message}").Distinct(StringComparer.Ordinal))
        + (IsLifted ? $"\n  it is    {_picture}\n  not what {undisturbed}" : "");

    private bool IsTold() => Told().Any(condition => condition.Status != "True" && condition.Reason == cell.Reason
        && (!cell.NamesOperation || condition.Message?.Contains(cell.Operation, StringComparison.Ordinal) == true));

    private IEnumerable<Api.BindingCondition> Told() => watch.Ready(cell.Name).Skip(_before);
}
