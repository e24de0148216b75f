namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>No source had a control plane; the message names every one that was tried and why it failed.</summary>
internal sealed class ControlPlaneUnavailableException : Exception
{
    public ControlPlaneUnavailableException()
    {
    }

    public ControlPlaneUnavailableException(string message)
        : base(message)
    {
    }

    public ControlPlaneUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public static ControlPlaneUnavailableException From(IEnumerable<(string Source, string Reason)> failures) =>
        new("No kube-apiserver and etcd could be found, downloaded or built:"
            + string.Concat(failures.Select(failure => $"{Environment.NewLine}  - {failure.Source}: {failure.Reason}"))
            + $"{Environment.NewLine}Set {AssetsFolderSource.Variable} to a folder that has both.");
}
