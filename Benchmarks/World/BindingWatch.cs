using System.Text.Json;
using IrsaOperator.Api;

namespace IrsaOperator.Benchmarks.World;

/// <summary>
/// Sees the moment at which the last of a namespace's bindings becomes Ready, or is gone. It reads no more of the events than it must, since
/// it takes from what is measured; a server under load may cut it off, so whoever waits for it waits for something else as well.
/// </summary>
internal sealed class BindingWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Func<string, string?> _name;
    private readonly int _count;
    private Task _watching = Task.CompletedTask;

    private BindingWatch(int count, Func<string, string?> name) => (_count, _name) = (count, name);

    /// <summary>Ends when so many bindings are there, or gone; never when the server cuts the watch off.</summary>
    public Task All => _all.Task;

    /// <summary>Ends when there is no more to be seen: all are there, or gone, or the server has cut the watch off.</summary>
    public Task Over => _watching;

    /// <summary>Watches bindings none of which is Ready yet.</summary>
    public static Task<BindingWatch> ReadyAsync(HttpClient api, string @namespace, int count, CancellationToken cancellationToken) =>
        StartAsync(api, @namespace, new BindingWatch(count, ReadyName), cancellationToken);

    /// <summary>Watches bindings none of which is gone yet.</summary>
    public static Task<BindingWatch> GoneAsync(HttpClient api, string @namespace, int count, CancellationToken cancellationToken) =>
        StartAsync(api, @namespace, new BindingWatch(count, GoneName), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        _ending.Dispose();
    }

    private static async Task<BindingWatch> StartAsync(HttpClient api, string @namespace, BindingWatch watch, CancellationToken cancellationToken)
    {
        var bindings = $"apis/{WellKnown.Group}/{WellKnown.Version}/namespaces/{@namespace}/{WellKnown.Plural}";
        var list = await api.GetStringAsync(new Uri($"{bindings}?limit=1", UriKind.Relative), cancellationToken);
        using var document = JsonDocument.Parse(list);
        var version = document.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString();
        var response = await api.GetAsync(
            new Uri($"{bindings}?watch=true&resourceVersion={version}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        watch._watching = Task.Run(() => watch.RunAsync(response), CancellationToken.None);
        return watch;
    }

    private async Task RunAsync(HttpResponseMessage response)
    {
        using (response)
        {
            try
            {
                using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(_ending.Token));
                while (_names.Count < _count && await lines.ReadLineAsync(_ending.Token) is { } line)
                {
                    if (_name(line) is { } name)
                        _names.Add(name);
                }

                if (_names.Count == _count)
                    _all.SetResult();
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // Over, or cut off.
            }
        }
    }

    private static string? ReadyName(string line)
    {
        if (!line.Contains("\"Ready\"", StringComparison.Ordinal))
            return null;
        using var document = JsonDocument.Parse(line);
        var binding = document.RootElement.GetProperty("object");
        var isReady = binding.TryGetProperty("status", out var status) && status.TryGetProperty("conditions", out var conditions)
            && conditions.EnumerateArray().Any(condition => condition.GetProperty("type").ValueEquals(ConditionTypes.Ready) && condition.GetProperty("status").ValueEquals("True"));
        return isReady ? binding.GetProperty("metadata").GetProperty("name").GetString() : null;
    }
    private static string? GoneName(string line)
    {
        if (!line.StartsWith("{\"type\":\"DELETED\"", StringComparison.Ordinal))
            return null;
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("object").GetProperty("metadata").GetProperty("name").GetString();
    }
}
