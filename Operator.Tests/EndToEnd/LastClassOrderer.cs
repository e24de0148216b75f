using Xunit.Sdk;
using Xunit.v3;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Puts the class that looks back on all others at their end.</summary>
public sealed class LastClassOrderer : ITestClassOrderer
{
    /// <summary>The full names of the classes that this run has of the collection.</summary>
    public static IReadOnlyList<string> InThisRun { get; private set; } = [];

    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : notnull, ITestClass
    {
        InThisRun = [.. testClasses.OfType<TTestClass>().Select(one => one.TestClassName)];
        return [.. DefaultTestClassOrderer.Instance.OrderTestClasses(testClasses).OrderBy(one => one?.TestClassName == typeof(OperatorPolicyTests).FullName)];
    }
}
