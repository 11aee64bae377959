using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.EndToEnd;

/// <summary>Reads each connection in a thread.</summary>
internal static class TcpSink
{
    private const int ReceiveBuffer = 4 * 1024 * 1024;

    /// <summary>Listens at a free port of this machine.</summary>
    /// <returns>The port.</returns>
    public static int Listen(Action<Stream> read)
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Server.ReceiveBufferSize = ReceiveBuffer;
        listener.Start();
        new Thread(() =>
        {
            while (true)
            {
                Socket socket = listener.AcceptSocket();
                new Thread(() => ReadAll(socket, read)) { IsBackground = true }.Start();
            }
        })
        { IsBackground = true }.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void ReadAll(Socket socket, Action<Stream> read)
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            read(stream);
        }
        catch (IOException)
        {
            return; // The sender was ended.
        }
    }
}
