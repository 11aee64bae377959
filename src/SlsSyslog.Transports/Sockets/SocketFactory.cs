using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>
/// Creates sockets that detect an unreachable server (keep-alive while idle, <c>TCP_USER_TIMEOUT</c> while bytes are unacknowledged) and
/// that have a bounded send buffer.
/// </summary>
internal static class SocketFactory
{
    private const int IpProtoTcp = 6;
    private const int OptionTcpUserTimeout = 18;
    private const int KeepAliveProbes = 3;
    private static readonly int? DatagramSendBufferBytes = 512 * 1024;

    public static Socket Create(AddressFamily family, NetworkTransportOptions options)
    {
        bool isStream = options is StreamTransportOptions;
        Socket? socket = new(family, isStream ? SocketType.Stream : SocketType.Dgram, isStream ? ProtocolType.Tcp : ProtocolType.Udp);
        try
        {
            // Without a size the system adapts the buffer of a TCP connection to what is in flight; one that is set stays fixed, and
            // Linux limits it to net.core.wmem_max, which is less.
            if ((options.SendBufferBytes ?? (isStream ? null : DatagramSendBufferBytes)) is { } bytes)
            {
                socket.SendBufferSize = bytes;
            }

            if (options is StreamTransportOptions stream)
            {
                Configure(socket, stream);
            }

            Socket created = socket;
            socket = null;
            return created;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private static void Configure(Socket socket, StreamTransportOptions options)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, ToWholeSeconds(options.KeepAliveTime));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ToWholeSeconds(options.KeepAliveInterval));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        if (OperatingSystem.IsLinux())
        {
            Span<byte> milliseconds = stackalloc byte[sizeof(int)];
            BitConverter.TryWriteBytes(milliseconds, (int)options.AcknowledgeTimeout.TotalMilliseconds);
            socket.SetRawSocketOption(IpProtoTcp, OptionTcpUserTimeout, milliseconds);
        }
    }

    private static int ToWholeSeconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
