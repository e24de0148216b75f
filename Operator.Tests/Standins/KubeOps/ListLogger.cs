using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>Keeps what was logged.</summary>
internal sealed class ListLogger<T> : ILogger<T>
{
    public ConcurrentQueue<(int Id, string Message)> Entries { get; } = new();

    public int Count(int id) => Entries.Count(entry => entry.Id == id);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Enqueue((eventId.Id, formatter(state, exception)));
}
