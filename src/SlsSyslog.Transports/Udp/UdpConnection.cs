using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>
/// Represents a connected UDP socket. UDP has no connections, but a connected socket receives the refusals of the server's system (ICMP
/// port unreachable), which break it.
/// </summary>
internal sealed class UdpConnection(
    SocketLink link, ServerConnections siblings, UdpTransportOptions options, TimeProvider timeProvider, UdpCounts counts)
    : OneWayConnection(link, siblings, options, timeProvider, DeliveryConfirmation.Written, options.SettleWindow)
{
    private readonly TimeSpan _settleWindow = options.SettleWindow;
    private readonly int _maxDatagramBytes = options.MaxDatagramBytes ?? FrameBuffer.DefaultMaxMessageBytes;

    public override bool NeedsCloseAsProof => HasUnsettled;

    protected override bool CanProveByClose => false;

    protected override async ValueTask<bool> TryTransmitAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        for (int i = 0; i < frames.Count; i++)
        {
            ReadOnlyMemory<byte> message = frames.GetMessage(i);
            if (message.Length > _maxDatagramBytes)
            {
                message = Truncate(message);
                counts.AddTruncated();
            }

            if (!await TryWriteAsync(message, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    // A datagram can be empty, so it is not the end. The read ends with an error when the socket is closed or a datagram is refused.
    protected override bool IsEnd(int bytesRead) => false;

    protected override TimeSpan DrainTimeout => _settleWindow + Options.DrainTimeout;

    // UDP does not signal an end, and a refusal takes a round trip: the socket stays open until everything has settled.
    protected override async Task EndSessionAsync()
    {
        try
        {
            await Ledger.WaitAsync(BytesSent, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SyslogTransportException)
        {
            // A datagram was refused, on this socket or on another one. The confirmation of the tickets reports it.
        }
    }

    protected override void OnBroken(Exception? cause)
    {
        if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            counts.AddRefused();
        }
    }

    private ReadOnlyMemory<byte> Truncate(ReadOnlyMemory<byte> message)
    {
        // Not inside a UTF-8 character: go back over its continuation bytes.
        int end = _maxDatagramBytes;
        while (end > 0 && (message.Span[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return message[..end];
    }
}
