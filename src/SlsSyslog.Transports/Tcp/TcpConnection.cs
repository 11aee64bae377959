using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>All frames are one run of bytes, over TCP or TLS.</summary>
internal sealed class TcpConnection(ConnectionParts parts, DeliveryConfirmation confirmation, TimeSpan settleWindow)
    : UnansweredConnection(parts, confirmation, settleWindow)
{
    protected override ValueTask<bool> WriteAsync(FrameBuffer frames, CancellationToken cancellationToken) =>
        WriteAsync(frames.Memory, cancellationToken);
}
