namespace KubeOps.Transpiler.Exceptions;

/// <summary>A type cannot be expressed as a custom resource definition.</summary>
public sealed class TranspilationFailedException : Exception
{
    public TranspilationFailedException()
    {
    }

    public TranspilationFailedException(string message)
        : base(message)
    {
    }

    public TranspilationFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
