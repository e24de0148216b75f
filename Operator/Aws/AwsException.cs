namespace IrsaOperator.Aws;

/// <summary>A call to AWS that failed for good, in this program's words.</summary>
internal sealed class AwsException(AwsErrorKind kind, string operation, string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public AwsErrorKind Kind { get; } = kind;

    /// <summary>AWS answered well, and without what such an answer must have: it tells nothing, not even that there is nothing.</summary>
    public static AwsException Unexpected(string operation, string message) => new(AwsErrorKind.Unknown, operation, "UnexpectedAnswer", message);

    /// <summary>The API operation, such as CreateRole.</summary>
    public string Operation { get; } = operation;

    /// <summary>AWS's error code.</summary>
    public string Code { get; } = code;
}
