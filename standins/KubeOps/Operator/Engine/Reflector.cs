using System.Globalization;
using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Metrics;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Engine;

/// <summary>
/// Keeps a store in step with the API server: lists page by page, then watches from the list's resource version, resumes from
/// the last one seen, and lists again when the API server has forgotten it.
/// </summary>
internal sealed class Reflector<TEntity>(
    ApiTransport api, ObjectStore<TEntity> store, IReflectorSink<TEntity> sink, ReflectorOptions options, ReflectorInstruments instruments)
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private static readonly string EntityType = typeof(TEntity).Name;

    // What the API server itself takes. With the default of 64 levels one deeply nested object would end the whole stream,
    // again and again, before anybody could tell which object it is.
    private const int AnyDepth = 10_000;

    private readonly string _path = ResourcePath.Of<TEntity>().Collection(options.Namespace);
    private readonly UnreadableObjects _unreadable = new(EntityType, instruments);

    private ILogger Logger => instruments.Logger;

    private OperatorMetrics? Metrics => instruments.Metrics;

    private TimeProvider Time => instruments.Time;

    /// <summary>Runs until cancelled; nothing else ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? resourceVersion = null;
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var progress = new WatchProgress(resourceVersion);
            try
            {
                progress.ResourceVersion ??= await ListAsync(cancellationToken);
                await WatchAsync(progress, cancellationToken);
                Logger.WatchEnded(EntityType, progress.ResourceVersion);
                failures = progress.Events > 0 ? 0 : failures;
                resourceVersion = progress.ResourceVersion;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // A connection that is torn down says so in more ways than one.
                return;
            }
            catch (ExpiredException)
            {
                Logger.WatchExpired(EntityType);
                resourceVersion = null;
                failures = progress.Events > 0 ? 1 : failures + 1;
            }
            catch (Exception error)
            {
                // What was seen is seen, however the stream ended.
                resourceVersion = progress.ResourceVersion;
                failures = progress.Events > 0 ? 1 : failures + 1;
                Logger.WatchFailed(EntityType, failures, error.Message);
            }

            // Also an orderly end is answered with a short pause: an API server that closes at once must not be hammered.
            await PauseAsync(Backoff.Delay(failures, options.FirstRetry, options.LongestRetry), cancellationToken);
            Metrics?.RecordWatcherReconnection(EntityType);
        }
    }

    private async Task PauseAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        await Task.Delay(delay, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Lists everything, and reports what has vanished since.</summary>
    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<ObjectKey>();
        string? continuation = null;
        string? resourceVersion;
        do
            (resourceVersion, continuation) = await ReadPageAsync(continuation, seen, cancellationToken);
        while (!string.IsNullOrEmpty(continuation));

        foreach (var key in store.Keys.Where(key => !seen.Contains(key)))
        {
            if (store.Remove(key, uid: null) is { } vanished)
                sink.OnDeleted(vanished);
        }

        Logger.Listed(seen.Count, EntityType, resourceVersion ?? "");
        return resourceVersion ?? "";
    }

    private async Task<(string? ResourceVersion, string? Continue)> ReadPageAsync(string? continuation, HashSet<ObjectKey> seen, CancellationToken cancellationToken)
    {
        var query = QueryText.Of(("limit", options.PageSize.ToString(CultureInfo.InvariantCulture)), ("continue", continuation));

        // A list that never comes would never be asked for again.
        using var silence = new CancellationTokenSource(options.Silence, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        using var response = await SendAsync(_path + query, either.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        var page = new ListReader(stream, new JsonReaderOptions { MaxDepth = AnyDepth });
        await foreach (var item in page.ReadAsync(either.Token))
        {
            using (item)
            {
                var line = new WatchLine("ADDED", item.RootElement);
                seen.Add(ObjectKey.Of(line.Namespace, line.Name));
                Upsert(line);
            }
        }

        return (page.ResourceVersion, page.Continue);
    }

    private async Task<HttpResponseMessage> SendAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        try
        {
            return await api.SendAsync(HttpMethod.Get, pathAndQuery, body: null, contentType: null, cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == HttpStatusCode.Gone)
        {
            throw new ExpiredException();
        }
    }

    private async Task WatchAsync(WatchProgress progress, CancellationToken cancellationToken)
    {
        var seconds = (int)(options.WatchDuration.TotalSeconds * (0.5 + (Random.Shared.NextDouble() / 2)));
        var query = QueryText.Of(
            ("watch", "true"), ("allowWatchBookmarks", "true"), ("resourceVersion", progress.ResourceVersion),
            ("timeoutSeconds", seconds.ToString(CultureInfo.InvariantCulture)));

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var watchdog = Time.CreateTimer(_ => silence.Cancel(), state: null, options.Silence, Timeout.InfiniteTimeSpan);
        try
        {
            using var response = await SendAsync(_path + query, silence.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(silence.Token);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(silence.Token) is { } text)
            {
                watchdog.Change(options.Silence, Timeout.InfiniteTimeSpan);
                if (text.Length > 0)
                    Handle(text, progress);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The stream was silent for too long: it is dead, or nothing happened. Either way it goes on from where it was.
        }
    }

    private void Handle(string text, WatchProgress progress)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = AnyDepth });
        var line = WatchLine.Parse(document.RootElement);
        Metrics?.RecordWatchEvent(EntityType, line.Type.ToLowerInvariant());
        if (line.Type == "ERROR")
        {
            var status = line.Status;
            throw status.Code == (int)HttpStatusCode.Gone ? new ExpiredException() : new KubernetesException(status);
        }

        progress.Events++;
        progress.ResourceVersion = line.ResourceVersion ?? progress.ResourceVersion;
        if (line.Type is "ADDED" or "MODIFIED")
            Upsert(line);
        else if (line.Type == "DELETED" && store.Remove(ObjectKey.Of(line.Namespace, line.Name), line.Uid) is { } known)
            sink.OnDeleted(_unreadable.TryRead<TEntity>(line) ?? known);
    }

    private void Upsert(WatchLine line)
    {
        if (_unreadable.TryRead<TEntity>(line) is not { } entity)
        {
            // It can't be read, but whoever had its place before is gone.
            if (line.Uid is { } uid && store.RemoveOthers(ObjectKey.Of(line.Namespace, line.Name), uid) is { } predecessor)
                sink.OnDeleted(predecessor);
            return;
        }

        if (!store.Put(entity, out var ended))
            return;
        if (ended is not null)
            sink.OnDeleted(ended);
        sink.OnUpserted(entity);
    }

    private sealed class WatchProgress(string? resourceVersion)
    {
        public string? ResourceVersion { get; set; } = resourceVersion;

        public int Events { get; set; }
    }
}
