namespace IrsaOperator.Hosting;

/// <summary>The memory that the garbage collector manages.</summary>
internal interface IHeap
{
    /// <summary>Bytes allocated since the program started.</summary>
    long Allocated { get; }

    /// <summary>Collects everything, closes the gaps, and gives what is free back to the system.</summary>
    void Trim();
}
