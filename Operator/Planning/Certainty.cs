namespace IrsaOperator.Planning;

/// <summary>
/// The answer to a question about a request that is not made yet: some of its context (the caller's address, the time, the
/// session's name) only STS will see. In this order the lesser of two is their AND, the greater their OR.
/// </summary>
internal enum Certainty
{
    No,
    Undecided,
    Yes,
}
