using System.Collections.Concurrent;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Reliability;
using IrsaOperator.Tests.Security;

[assembly: AssemblyFixture(typeof(SuiteLogWatch))]

namespace IrsaOperator.Tests.Security;

/// <summary>I9 over the whole suite: every line of every operator process that any test starts is searched, and the run fails for one with a secret.</summary>
public sealed class SuiteLogWatch : IAsyncLifetime
{
    private static readonly ConcurrentQueue<string> Found = new();
    private static long Searched;

    /// <summary>How many lines have been searched.</summary>
    internal static long Lines => Interlocked.Read(ref Searched);

    public ValueTask InitializeAsync()
    {
        OperatorProcess.EveryLine = (options, line) => Search(line, options.ControlPlane.AdminToken);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        OperatorProcess.EveryLine = null;
        if (!Found.IsEmpty)
            throw new InvalidOperationException($"Secrets are in the operator's log:{Environment.NewLine}{string.Join(Environment.NewLine, Found)}");
        return ValueTask.CompletedTask;
    }

    private static void Search(string line, string adminToken)
    {
        Interlocked.Increment(ref Searched);
        Figures.Add("log lines searched for secrets", 1);
        if (Secrets.Find(line, adminToken) is { } what && Found.Count < 100)
            Found.Enqueue($"{what}: {line}");
    }
}
