using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace SlsSyslog.Transports;

/// <summary>A connected socket and the streams over it; it owns all of them.</summary>
internal sealed class StreamLink : IDisposable
{
    private const int IpProtoTcp = 6;
    private const int OptionTcpQuickAck = 12;

    // Together a second, far longer than the rest of a record that has begun to arrive takes.
    private const int CloseNotifyAttempts = 100;
    private static readonly TimeSpan CloseNotifyPause = TimeSpan.FromMilliseconds(10);

    private SslStream? _tls;

    public StreamLink(Socket socket)
    {
        Socket = socket;
        Wire = new WireStream(socket);
    }

    public Socket Socket { get; }

    /// <summary>
    /// Whether both ends are the same socket. Trying a local port again and again where nobody listens, the system may one day
    /// choose that very port for our side, and the connection succeeds: we would acknowledge our own messages.
    /// </summary>
    public bool IsToItself => Socket.LocalEndPoint is { } local && local.Equals(Socket.RemoteEndPoint);

    /// <summary>Counts what is handed to the socket.</summary>
    public WireStream Wire { get; }

    /// <summary>What frames are written to and answers are read from.</summary>
    public Stream Stream => _tls is null ? Wire : _tls;

    public async Task SecureAsync(TlsHandshake handshake, SyslogServer server, CancellationToken cancellationToken) =>
        _tls = await handshake.AuthenticateAsync(Wire, server, cancellationToken).ConfigureAwait(false);

    /// <summary>Writes all bytes with as few sends as it can.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
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
    /// Has TCP acknowledge what was read at once, on Linux. A peer that answers in small writes (librelp) otherwise waits for the
    /// delayed acknowledgement, 40 ms, with each window.
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

    /// <summary>Tells the peer that nothing follows; reading goes on. Under TLS that takes a close_notify first (RFC 5425 4.4).</summary>
    public async ValueTask ShutdownSendAsync()
    {
        if (_tls is not null)
        {
            await SendCloseNotifyAsync(_tls).ConfigureAwait(false);
        }

        Socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>
    /// Waits for the end of the connection below TLS. A peer that is being stopped says close_notify and resets the connection when
    /// it has left something unread: only the reset tells.
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
            // Without this, disposing under a pending read resets the connection, and a reset may cost the peer what it has not read yet.
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            // Not connected any more: nothing to end.
        }

        Socket.Dispose();
        _tls?.Dispose();
        Wire.Dispose();
    }

    // The read that is always pending may be taking in a session ticket (TLS 1.3) at this very moment, and OpenSSL refuses to
    // shut down meanwhile ("shutdown while in init").
    private static async Task SendCloseNotifyAsync(SslStream tls)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await tls.ShutdownAsync().ConfigureAwait(false);
                return;
            }
            catch (CryptographicException e)
            {
                if (attempt == CloseNotifyAttempts)
                {
                    throw new IOException($"TLS could not be closed: {e.Message}", e);
                }

                await Task.Delay(CloseNotifyPause, TimeProvider.System).ConfigureAwait(false);
            }
        }
    }
}
