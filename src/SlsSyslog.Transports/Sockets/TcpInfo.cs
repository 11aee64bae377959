using System.Buffers.Binary;
using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>Represents what Linux reports about a TCP connection (struct tcp_info in linux/tcp.h).</summary>
internal readonly record struct TcpInfo(byte State, long BytesAcknowledged, long BytesReceived, long ReceiveWindow)
{
    private const int IpProtoTcp = 6;
    private const int OptionTcpInfo = 11;
    private const int StateOffset = 0;
    private const int BytesAckedOffset = 120;
    private const int BytesReceivedOffset = 128;
    private const int SendWindowOffset = 228;
    private const byte Established = 1;
    private const byte FinWait1 = 4;
    private const byte FinWait2 = 5;
    private const byte Closed = 7;
    private const byte CloseWait = 8;
    private const byte LastAck = 9;
    private const byte Closing = 11;

    /// <summary>Gets whether the server has not closed its side: the connection is established, or only this side is closed.</summary>
    public bool IsPeerReading => State is Established or FinWait1 or FinWait2;

    /// <summary>Gets whether the server closed its side before it had received the close of this side.</summary>
    public bool HasPeerClosedFirst => State is CloseWait or LastAck or Closing;

    /// <summary>Gets whether the connection was reset or closed by both sides.</summary>
    public bool IsClosed => State == Closed;

    /// <summary>Returns false if TCP_INFO is not available: another operating system, a kernel before 4.1, or a closed socket.</summary>
    public static bool TryRead(Socket socket, out TcpInfo info)
    {
        info = default;
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> result = stackalloc byte[256];
        int length;
        try
        {
            length = socket.GetRawSocketOption(IpProtoTcp, OptionTcpInfo, result);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The socket was closed in the meantime, and the ledger failed.
            return false;
        }

        if (length < BytesReceivedOffset + sizeof(ulong))
        {
            return false;
        }

        // The SYN counts as one byte.
        long acknowledged = (long)BinaryPrimitives.ReadUInt64LittleEndian(result[BytesAckedOffset..]) - 1;

        // The room that the server last reported. It grows when the receiving process reads. Since Linux 5.4.
        long window = length < SendWindowOffset + sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(result[SendWindowOffset..]);
        long received = (long)BinaryPrimitives.ReadUInt64LittleEndian(result[BytesReceivedOffset..]);
        info = new TcpInfo(result[StateOffset], acknowledged, received, window);
        return true;
    }
}
