using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>The part of the AWS journal that is the operator's: the journey's own calls don't count.</summary>
internal sealed class OperatorCalls(AwsJournal journal)
{
    /// <summary>A position in the journal.</summary>
    public int Mark() => journal.Mark();

    /// <summary>How often the operator has called each operation since then.</summary>
    public IReadOnlyDictionary<string, int> Since(int mark) => journal.Since(mark)
        .Where(call => OperatorIdentity.IsOperator(call.Principal))
        .CountBy(call => call.Operation)
        .ToDictionary();
}
