using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Standins.KubeOps;

internal static class Wait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Waits until the condition holds; a fake clock goes on by a step at each look, or at those only that find all work done.</summary>
    public static async Task UntilAsync(Func<bool> condition, FakeTimeProvider? time = null, TimeSpan? step = null, Func<bool>? idle = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Asked in this order: work that ends between the two questions is seen by the condition, and no step is made for it.
            var goOn = idle?.Invoke() != false;
            if (condition())
                return;
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Longest, "The condition did not come to hold.");
            if (goOn)
                time?.Advance(step ?? TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TestContext.Current.CancellationToken);
        }
    }
}
