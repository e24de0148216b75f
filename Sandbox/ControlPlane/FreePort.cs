using System.Net;
using System.Net.Sockets;

namespace IrsaOperator.Sandbox.ControlPlane;

internal static class FreePort
{
    /// <summary>A port on the loopback address that is free now; another program may still be quicker to take it.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
