namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>etcd or kube-apiserver did not come up, or ended; the message holds the last lines of its log.</summary>
internal sealed class ControlPlaneStartException : Exception
{
    public ControlPlaneStartException()
    {
    }

    public ControlPlaneStartException(string message)
        : base(message)
    {
    }

    public ControlPlaneStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Another program took the port between its choice and its use: worth another try.</summary>
    public bool PortTaken { get; init; }
}
