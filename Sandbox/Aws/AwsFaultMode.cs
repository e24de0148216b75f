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

    /// <summary>Change nothing and never answer: the caller has to give up.</summary>
    Hang,

    /// <summary>Apply the change, and never answer.</summary>
    ApplyThenHang,

    /// <summary>Apply the change, then drop the connection in the middle of the answer.</summary>
    ApplyThenTruncate,

    /// <summary>Apply the change, then answer half a document as if it were whole.</summary>
    ApplyThenGarble,

    /// <summary>Apply the change, then leave out of the answer all that the API's model does not require.</summary>
    ApplyThenBare,

    /// <summary>Apply the change and answer well, after the fault's delay.</summary>
    Slow,
}
