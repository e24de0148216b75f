using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>One way in which a call to AWS goes wrong.</summary>
/// <param name="Name">What it is called in the output.</param>
/// <param name="Mode">What the emulator does.</param>
/// <param name="Code">The error that it answers, if it answers one.</param>
/// <param name="Status">The HTTP status of that answer.</param>
internal sealed record AwsFaultColumn(string Name, AwsFaultMode Mode, string Code = "ServiceFailure", int Status = 500)
{
    /// <summary>Whether the change is made, though the caller does not hear of it.</summary>
    public bool HasEffect => Mode is AwsFaultMode.ApplyThenFail or AwsFaultMode.ApplyThenDrop or AwsFaultMode.ApplyThenHang or AwsFaultMode.ApplyThenTruncate;

    public static AwsFaultColumn Modelled(string code) => new(code, AwsFaultMode.Refuse, code, code switch
    {
        "NoSuchEntity" => 404,
        "LimitExceeded" or "EntityAlreadyExists" or "ConcurrentModification" or "DeleteConflict" => 409,
        _ => 400,
    });
}
