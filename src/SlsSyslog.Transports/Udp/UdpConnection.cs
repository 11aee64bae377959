using System.Net.Sockets;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// A connected UDP socket: nothing is agreed with the server, but its system's refusals (ICMP port unreachable) come back to this
/// socket, and break it.
/// </summary>
internal sealed class UdpConnection(ConnectionParts parts, UdpTransportOptions options, UdpCounts counts)
    : UnansweredConnection(parts, DeliveryConfirmation.Written, options.SettleWindow)
{
    private readonly int _maxDatagramBytes = options.MaxDatagramBytes ?? FrameBuffer.DefaultMaxMessageBytes;

    protected override async ValueTask<bool> WriteAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        for (int i = 0; i < frames.Count; i++)
        {
            ReadOnlyMemory<byte> message = frames.GetMessage(i);
            if (message.Length > _maxDatagramBytes)
            {
                message = Cut(message);
                counts.AddTruncated();
            }

            if (!await WriteAsync(message, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    // There is no end to say and none to wait for.
    protected override Task EndAsync() => Task.CompletedTask;

    protected override void OnBroken(Exception? cause)
    {
        if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            counts.AddRefused();
        }
    }

    private ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> message)
    {
        // Never in the middle of a UTF-8 character: back over its continuation bytes.
        int end = _maxDatagramBytes;
        while (end > 0 && (message.Span[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return message[..end];
    }
}
