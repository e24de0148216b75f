namespace IrsaOperator.Sandbox.Local;

/// <summary>Lets something that is disposed of at once stand in line with what takes its time.</summary>
internal sealed class Disposal(IDisposable disposable) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        disposable.Dispose();
        return ValueTask.CompletedTask;
    }
}
