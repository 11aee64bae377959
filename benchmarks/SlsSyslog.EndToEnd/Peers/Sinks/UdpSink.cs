using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.EndToEnd;

/// <summary>Reads datagrams. The system discards those that do not fit in the buffer.</summary>
internal static class UdpSink
{
    public static int Listen(SinkCounter counter)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 16 * 1024 * 1024 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        new Thread(() =>
        {
            byte[] buffer = new byte[64 * 1024];
            while (true)
            {
                counter.Add(socket.Receive(buffer));
            }
        })
        { IsBackground = true }.Start();
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
