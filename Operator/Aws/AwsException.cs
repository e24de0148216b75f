namespace IrsaOperator.Aws;

/// <summary>A call to AWS that failed for good, in this program's words.</summary>
internal sealed class AwsException(AwsErrorKind kind, string operation, string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public AwsErrorKind Kind { get; } = kind;

    /// <summary>The API operation, such as CreateRole.</summary>
    public string Operation { get; } = operation;

    /// <summary>AWS's error code.</summary>
    public string Code { get; } = code;
}
