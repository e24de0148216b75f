namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>A program could not be started or did not succeed; the message holds what it printed last.</summary>
internal sealed class CommandFailedException : Exception
{
    public CommandFailedException()
    {
    }

    public CommandFailedException(string message)
        : base(message)
    {
    }

    public CommandFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
