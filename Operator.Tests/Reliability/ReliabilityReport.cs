[assembly: AssemblyFixture(typeof(IrsaOperator.Tests.Reliability.ReliabilityReport))]

namespace IrsaOperator.Tests.Reliability;

/// <summary>After the last test: keeps the run's figures, when asked to.</summary>
public sealed class ReliabilityReport : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable(FigureFile.Variable) is not { Length: > 0 })
            return;
        await FigureFile.MergeAsync(Figures.All);
        await File.WriteAllTextAsync(ReliabilityPage.Path, await ReliabilityPage.RenderAsync(FigureFile.Read()));
    }
}
