using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Represents a connected socket and the streams on it. It owns all of them.</summary>
internal sealed class SocketLink : IDisposable
{
    private const int IpProtoTcp = 6;
    private const int OptionTcpQuickAck = 12;

    // One second in total, much longer than the rest of a partially received TLS record takes.
    private const int CloseNotifyAttempts = 100;
    private static readonly TimeSpan CloseNotifyDelay = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan AbortReportTime = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource _closeSent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SslStream? _tls;
    private long _receivedBeforeClose = long.MaxValue;
    private bool _isClosedByServerFirst;

    public SocketLink(Socket socket)
    {
        Socket = socket;
        Wire = new WireStream(socket);
    }

    public Socket Socket { get; }

    /// <summary>Gets the address of the server that the socket is connected to.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>
    /// Gets whether both ends are the same socket. When a connection to a local port without a listener is tried again and again, the
    /// system may choose that port as the source port. The connection then succeeds, and the process would acknowledge its own messages.
    /// </summary>
    public bool IsConnectedToItself => Socket.LocalEndPoint is { } local && local.Equals(Socket.RemoteEndPoint);

    /// <summary>
    /// Gets whether the end that was just read was sent before the close of this side. Such an end does not answer the close. Under TLS, the
    /// server ends with a close_notify, and its position shows whether it had arrived before.
    /// </summary>
    public bool IsEndBeforeClose
    {
        get
        {
            long receivedBeforeClose = Volatile.Read(ref _receivedBeforeClose);
            bool hasBegunClose = receivedBeforeClose < long.MaxValue;
            bool isCloseNotifyFirst = _tls is not null && !Wire.HasEnded && Wire.BytesReceived <= receivedBeforeClose;
            bool isFinFirst = _tls is null && TcpInfo.TryRead(Socket, out TcpInfo info) && info.HasPeerClosedFirst;
            return !hasBegunClose || isCloseNotifyFirst || isFinFirst || Volatile.Read(ref _isClosedByServerFirst);
        }
    }

    /// <summary>Gets a task that completes when the close of this side has passed everything to the operating system or has failed.</summary>
    public Task CloseSent => _closeSent.Task;

    /// <summary>Gets the stream below TLS, which counts the bytes passed to the socket.</summary>
    public WireStream Wire { get; }

    /// <summary>Gets the TLS session; null without TLS.</summary>
    public SslStream? Tls => _tls;

    /// <summary>Gets the stream that frames are written to and responses are read from.</summary>
    public Stream Stream => _tls is null ? Wire : _tls;

    /// <summary>Gets the end of the certificates of both sides, whichever is earlier; null without TLS.</summary>
    public DateTimeOffset? CertificateExpiresAt
    {
        get
        {
            DateTimeOffset? server = EndOf(_tls?.RemoteCertificate);
            DateTimeOffset? client = EndOf(_tls?.LocalCertificate);
            return client < server ? client : server ?? client;
        }
    }

    /// <summary>Gets the certificate of the server; null without TLS.</summary>
    public X509Certificate2? ServerCertificate => _tls?.RemoteCertificate as X509Certificate2;

    public async Task SecureAsync(TlsHandshake handshake, SyslogServer server, CancellationToken cancellationToken) =>
        _tls = await handshake.AuthenticateAsync(Wire, server, cancellationToken).ConfigureAwait(false);

    /// <summary>Sends all bytes with as few calls of the operating system as possible.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_tls is null)
        {
            await Wire.WriteAsync(bytes).ConfigureAwait(false);
            return;
        }

        Wire.Collect();
        try
        {
            await _tls.WriteAsync(bytes).ConfigureAwait(false);
            await Wire.SendCollectedAsync().ConfigureAwait(false);
        }
        finally
        {
            Wire.StopCollecting();
        }
    }

    /// <summary>
    /// Makes TCP acknowledge received bytes immediately, on Linux. A server that responds in small writes (librelp) otherwise waits for
    /// the delayed acknowledgment of 40 ms with each window.
    /// </summary>
    public void AcknowledgeNow()
    {
        if (OperatingSystem.IsLinux())
        {
            Span<byte> on = stackalloc byte[sizeof(int)];
            BitConverter.TryWriteBytes(on, 1);
            Socket.SetRawSocketOption(IpProtoTcp, OptionTcpQuickAck, on);
        }
    }

    /// <summary>Shuts down the sending side; reading continues. Under TLS, a close_notify is sent first (RFC 5425 4.4).</summary>
    public async ValueTask ShutdownSendAsync()
    {
        try
        {
            if (_tls is not null)
            {
                await SendCloseNotifyAsync(_tls).ConfigureAwait(false);
            }
            else
            {
                NoteServerClose();
            }

            Socket.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            _closeSent.TrySetResult();
        }

        if (OperatingSystem.IsLinux())
        {
            // After this, the system of the server no longer reports the room that its process makes, except in the response to a probe.
            Socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 1);
            Socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 1);
        }
    }

    /// <summary>Returns why a read has found the end of the connection, which this side has not closed.</summary>
    public async ValueTask<string?> FindEndAsync()
    {
        if (TcpInfo.TryRead(Socket, out TcpInfo info) && info.IsClosed)
        {
            // The connection was aborted. The system reports the reason once: a write has received it, and breaks the connection with it.
            await Task.Delay(AbortReportTime, TimeProvider.System).ConfigureAwait(false);
        }

        return SocketErrors.ClosedByServer;
    }

    /// <summary>
    /// Waits for the end of the connection below TLS. A server that stops sends a close_notify, and then resets the connection if it has
    /// left something unread. Only the reset shows that.
    /// </summary>
    public async ValueTask ReadWireToEndAsync()
    {
        byte[] ignored = new byte[256];
        while (await Wire.ReadAsync(ignored).ConfigureAwait(false) > 0)
        {
        }
    }

    public void Dispose()
    {
        try
        {
            // Otherwise disposing during a pending read resets the connection, and the server may lose what it has not read yet.
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (SocketErrors.IsConnectionError(exception))
        {
            // The socket is not connected any more.
        }

        Socket.Dispose();
        _tls?.Dispose();
        Wire.Dispose();
    }

    private static DateTimeOffset? EndOf(X509Certificate? certificate) =>
        certificate is X509Certificate2 { NotAfter: DateTime end } ? new DateTimeOffset(end) : null;

    // Called immediately before the close of this side is passed to the operating system.
    private void NoteServerClose()
    {
        bool isKnown = TcpInfo.TryRead(Socket, out TcpInfo info);
        bool isFirst = isKnown ? info.HasPeerClosedFirst : Socket.Poll(0, SelectMode.SelectRead) && Socket.Available == 0;
        Volatile.Write(ref _isClosedByServerFirst, isFirst);
        Volatile.Write(ref _receivedBeforeClose, isKnown ? info.BytesReceived : Wire.BytesReceived + Socket.Available);
    }

    // The pending read may be processing a session ticket (TLS 1.3), during which OpenSSL refuses to shut down ("shutdown while in init"), or
    // the end of the session. SslStream reports the second by an exception of a type that is not public.
    private async Task SendCloseNotifyAsync(SslStream tls)
    {
        for (int attempt = 1; ; attempt++)
        {
            Wire.Collect();
            try
            {
                await tls.ShutdownAsync().ConfigureAwait(false);
                NoteServerClose();
                await Wire.SendCollectedAsync().ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && !SocketErrors.IsConnectionError(exception))
            {
                if (attempt == CloseNotifyAttempts || Wire.HasEnded)
                {
                    throw new IOException($"the TLS session could not be closed: {exception.Message}", exception);
                }

                await Task.Delay(CloseNotifyDelay, TimeProvider.System).ConfigureAwait(false);
            }
            finally
            {
                Wire.StopCollecting();
            }
        }
    }
}
