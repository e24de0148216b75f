using System.Diagnostics.CodeAnalysis;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>An answer that AWS gives as an error.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "An answer without a code and a status cannot be given.")]
internal sealed class AwsErrorException(string code, string message, int status) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
