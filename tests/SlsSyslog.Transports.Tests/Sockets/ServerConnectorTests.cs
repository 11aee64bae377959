using System.Net.Sockets;

namespace SlsSyslog.Transports.Tests;

public sealed class ServerConnectorTests
{
    [Fact]
    public async Task ConnectAsync_Options_AreSetOnTheSocket()
    {
        await using TestListener listener = new();
        TcpTransportOptions options = new()
        {
            AcknowledgeTimeout = TimeSpan.FromSeconds(7),
            KeepAliveTime = TimeSpan.FromSeconds(11),
            SendBufferBytes = 100_000,
        };

        using SocketLink link = await new ServerConnector(options, TimeProvider.System).ConnectAsync(listener.Server, CancellationToken.None);
        Socket socket = link.Socket;

        Assert.True(socket.NoDelay);
        Assert.Equal(11, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.InRange(socket.SendBufferSize, 100_000, 200_000);
        if (OperatingSystem.IsLinux())
        {
            byte[] value = new byte[4];
            socket.GetRawSocketOption(6, 18, value);
            Assert.Equal(7000, BitConverter.ToInt32(value));
        }
    }

    [Fact]
    public async Task ConnectAsync_NoListener_ReportsTheReason()
    {
        await using TestListener listener = new(start: false);
        ServerConnector connector = new(new TcpTransportOptions(), TimeProvider.System);

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(
            () => connector.ConnectAsync(new SyslogServer(SyslogScheme.Tcp, "localhost", listener.Port), CancellationToken.None));

        Assert.Contains("127.0.0.1: the server refused the connection", exception.Message, StringComparison.Ordinal);
    }
}
