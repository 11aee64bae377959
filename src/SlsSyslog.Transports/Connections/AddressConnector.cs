using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>Opens TCP connections: resolves the name anew each time and tries every address, each with its own deadline.</summary>
internal sealed class AddressConnector(StreamTransportOptions options, TimeProvider clock)
{
    private const int IpProtoTcp = 6;
    private const int OptionTcpUserTimeout = 18;
    private const int KeepAliveProbes = 3;

    /// <exception cref="SyslogTransportException">No address answers; the message says why, address by address.</exception>
    public async Task<Socket> ConnectAsync(SyslogServer server, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await ResolveAsync(server, cancellationToken).ConfigureAwait(false);
        List<string> reasons = [];
        Exception? last = null;
        foreach (IPAddress address in addresses)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, server.Port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                last = e;
                reasons.Add($"{address}: {SocketFault.Describe(e)}");
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                last = e;
                reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{address}: no answer within {options.ConnectTimeout.TotalSeconds} s"));
            }
        }

        throw new SyslogTransportException(string.Join("; ", reasons), isTransient: true, last);
    }

    private async Task<IPAddress[]> ResolveAsync(SyslogServer server, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(server.Host, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            // The resolver itself cannot be called off: the deadline only stops our waiting.
            return await Dns.GetHostAddressesAsync(server.Host, cancellationToken)
                .WaitAsync(options.ConnectTimeout, clock, cancellationToken).ConfigureAwait(false) is { Length: > 0 } found
                ? found
                : throw new SocketException((int)SocketError.NoData);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            throw new SyslogTransportException($"the name {server.Host} does not resolve", isTransient: true, e);
        }
    }

    private async Task<Socket> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        Socket socket = new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Configure(socket);
            using CancellationTokenSource deadline = new(options.ConnectTimeout, clock);
            using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            await socket.ConnectAsync(endpoint, both.Token).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Configure(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = options.SendBufferBytes;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, WholeSeconds(options.KeepAliveTime));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, WholeSeconds(options.KeepAliveInterval));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        if (OperatingSystem.IsLinux())
        {
            Span<byte> milliseconds = stackalloc byte[sizeof(int)];
            BitConverter.TryWriteBytes(milliseconds, (int)options.AcknowledgeTimeout.TotalMilliseconds);
            socket.SetRawSocketOption(IpProtoTcp, OptionTcpUserTimeout, milliseconds);
        }
    }

    private static int WholeSeconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
