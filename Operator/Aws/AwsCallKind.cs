namespace IrsaOperator.Aws;

/// <summary>Calls that AWS limits together.</summary>
internal enum AwsCallKind
{
    /// <summary>Reads from IAM.</summary>
    Read,

    /// <summary>Writes to IAM.</summary>
    Write,

    /// <summary>The few calls to STS and EKS, which have limits of their own.</summary>
    Other,
}
