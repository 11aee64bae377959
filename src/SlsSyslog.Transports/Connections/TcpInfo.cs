using System.Buffers.Binary;
using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>What Linux tells of a TCP connection (struct tcp_info of linux/tcp.h).</summary>
internal readonly record struct TcpInfo(byte State, long BytesAcknowledged)
{
    private const int IpProtoTcp = 6;
    private const int OptionTcpInfo = 11;
    private const int StateOffset = 0;
    private const int BytesAckedOffset = 120;
    private const byte Established = 1;
    private const byte FinWait1 = 4;
    private const byte FinWait2 = 5;
    private const byte Closed = 7;

    /// <summary>Whether the peer still reads: established, or closed by nobody but us.</summary>
    public bool IsPeerReading => State is Established or FinWait1 or FinWait2;

    /// <summary>Whether it is over: reset, or closed by both.</summary>
    public bool IsClosed => State == Closed;

    /// <summary>False where it is not to be had: another system, a kernel before 4.1, a closed socket.</summary>
    public static bool TryRead(Socket socket, out TcpInfo info)
    {
        info = default;
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> answer = stackalloc byte[256];
        int length;
        try
        {
            length = socket.GetRawSocketOption(IpProtoTcp, OptionTcpInfo, answer);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed under us: whoever closed it has told the ledger.
            return false;
        }

        if (length < BytesAckedOffset + sizeof(ulong))
        {
            return false;
        }

        // The count begins at 1, with the SYN.
        long acknowledged = (long)BinaryPrimitives.ReadUInt64LittleEndian(answer[BytesAckedOffset..]) - 1;
        info = new TcpInfo(answer[StateOffset], acknowledged);
        return true;
    }
}
