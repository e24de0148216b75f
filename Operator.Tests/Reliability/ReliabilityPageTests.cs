namespace IrsaOperator.Tests.Reliability;

/// <summary>The page says what the tests and their figures say.</summary>
public sealed class ReliabilityPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_up_to_date()
    {
        var kept = await File.ReadAllTextAsync(ReliabilityPage.Path, Cancel);
        Assert.True(kept == await ReliabilityPage.RenderAsync(FigureFile.Read()), $"docs/reliability.md is stale, renew it with: {FigureFile.Variable}=1 dotnet test");
    }

    [Fact]
    public void Behind_every_promise_there_are_tests_and_figures()
    {
        var figures = FigureFile.Read();
        Assert.All(Promises.All, promise =>
        {
            Assert.NotEmpty(promise.Tests);
            Assert.All(promise.Tests, type => Assert.Contains(type.GetMethods(), method => method.IsDefined(typeof(FactAttribute), inherit: true)));
            Assert.All(promise.Figures, name => Assert.True(figures.GetValueOrDefault(name) > 0, $"Nothing counts {name}."));
        });
        Assert.Empty(figures.Keys.Except(Promises.All.SelectMany(promise => promise.Figures), StringComparer.Ordinal));
    }
}
