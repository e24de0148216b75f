namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>Waits until a server answers its health check, or says why it never will.</summary>
internal static class ServerReadiness
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(2);

    public static async Task WaitAsync(ChildProcess server, HttpClient client, Uri health, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            while (!await IsHealthyAsync(client, health, deadline.Token))
            {
                if (server.HasExited)
                    throw Failed(server, "ended");
                await Task.Delay(Poll, TimeProvider.System, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(server, $"was not ready after {timeout.TotalSeconds:0} seconds");
        }

        // A stranger that holds the port may answer in the server's place.
        if (server.HasExited)
            throw Failed(server, "ended");
    }

    /// <summary>A client that trusts exactly the given authority.</summary>
    public static HttpClient Trusting(string caPem)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = CertificateTrust.Only(caPem);
        return new HttpClient(handler);
    }

    private static async Task<bool> IsHealthyAsync(HttpClient client, Uri health, CancellationToken cancellationToken)
    {
        // A stranger that holds the port may take the connection and say nothing.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(RequestTimeout);
        try
        {
            using var response = await client.GetAsync(health, patience.Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static ControlPlaneStartException Failed(ChildProcess server, string what)
    {
        var tail = server.LogTail();
        return new ControlPlaneStartException(
            $"{server.Name} {what}. Its last lines:{Environment.NewLine}{tail}")
        {
            PortTaken = tail.Contains("address already in use", StringComparison.Ordinal),
        };
    }
}
