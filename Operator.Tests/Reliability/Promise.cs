namespace IrsaOperator.Tests.Reliability;

/// <summary>Something that users can rely on.</summary>
/// <param name="Name">The invariant's number and name, or a name of its own.</param>
/// <param name="Words">What is promised.</param>
/// <param name="Tests">The test classes that try to break it.</param>
/// <param name="Figures">What these count.</param>
internal sealed record Promise(string Name, string Words, IReadOnlyList<Type> Tests, IReadOnlyList<string> Figures);
