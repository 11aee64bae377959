using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports.Tests;

/// <summary>Represents the server side of one TLS connection.</summary>
internal sealed class TlsPeer
{
    private readonly TestPeer _socket;
    private readonly SslStream _stream;

    private TlsPeer(TestPeer socket)
    {
        _socket = socket;
        _stream = new SslStream(socket.OpenStream());
    }

    public X509Certificate? ClientCertificate => _stream.RemoteCertificate;

    public static async Task<TlsPeer> AcceptAsync(
        TestListener listener, X509Certificate2 certificate, RemoteCertificateValidationCallback? checkClient = null)
    {
        TlsPeer peer = new(await listener.AcceptAsync());
        try
        {
            await peer._stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = checkClient is not null,
                RemoteCertificateValidationCallback = checkClient,
            }).WaitAsync(Eventually.Deadline);
            return peer;
        }
        catch (AuthenticationException)
        {
            peer._socket.Close();
            throw;
        }
    }

    /// <summary>Accepts a connection whose handshake the client must abort.</summary>
    public static async Task AcceptRejectedAsync(TestListener listener, X509Certificate2 certificate)
    {
        try
        {
            TlsPeer peer = await AcceptAsync(listener, certificate);
            await peer.ReadToEndAsync();
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            // Expected.
        }
    }

    public async Task<List<string>> ReadMessagesAsync(int count)
    {
        while (_socket.Messages.Count < count && await ReadSomeAsync())
        {
        }

        return _socket.Messages;
    }

    /// <summary>Reads up to the close_notify of the client. Throws if the connection ends without it.</summary>
    public async Task<List<string>> ReadToEndAsync()
    {
        while (await ReadSomeAsync())
        {
        }

        return _socket.Messages;
    }

    /// <summary>Sends a close_notify and leaves the socket open.</summary>
    public Task ShutdownSendAsync() => _stream.ShutdownAsync();

    /// <summary>Sends a close_notify and closes the sending side of the socket.</summary>
    public async Task HalfCloseAsync()
    {
        await ShutdownSendAsync();
        _socket.ShutdownSend();
    }

    /// <summary>Returns whether the other side has read everything that was sent.</summary>
    public bool HasRemoteReadEverything() => _socket.HasRemoteReadEverything();

    /// <summary>Closes the socket without a close_notify. The connection is reset if something is unread.</summary>
    public void Abandon() => _socket.Close();

    public async Task CloseAsync()
    {
        await ShutdownSendAsync();
        Abandon();
    }

    private async Task<bool> ReadSomeAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        int read = await _stream.ReadAsync(buffer).AsTask().WaitAsync(Eventually.Deadline);
        _socket.Take(buffer.AsSpan(0, read));
        return read > 0;
    }
}
