namespace IrsaOperator.Sandbox.ControlPlane;

internal interface ICommandRunner
{
    /// <summary>Whether a program of this name is on the PATH.</summary>
    bool Exists(string program);

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    /// <exception cref="CommandFailedException">It could not be started or ended with another code than 0.</exception>
    Task<string> RunAsync(Command command, CancellationToken cancellationToken);
}
