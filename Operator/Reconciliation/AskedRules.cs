using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>A question for the rules of a binding that is under way.</summary>
/// <param name="Generation">The generation of the binding that it was put for: a change of the binding may come with one of the rules.</param>
/// <param name="Changes">How often the rules had changed when it was put.</param>
/// <param name="Sets">The answer.</param>
internal sealed record AskedRules(long? Generation, int Changes, Task<IReadOnlyList<GuardRails>> Sets);
