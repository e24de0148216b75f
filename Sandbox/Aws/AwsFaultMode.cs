namespace IrsaOperator.Sandbox.Aws;

/// <summary>What a fault does with the call it hits.</summary>
internal enum AwsFaultMode
{
    /// <summary>Answer the error and change nothing.</summary>
    Refuse,

    /// <summary>Apply the change, then answer the error.</summary>
    ApplyThenFail,

    /// <summary>Drop the connection and change nothing.</summary>
    Drop,

    /// <summary>Apply the change, then drop the connection.</summary>
    ApplyThenDrop,
}
