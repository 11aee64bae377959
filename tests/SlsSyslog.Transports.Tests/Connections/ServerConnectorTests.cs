using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Transports.Tests;

public sealed class ServerConnectorTests
{
    [Fact]
    public async Task ConnectAsync_Options_AreOnTheSocket()
    {
        await using TestListener listener = new();
        TcpTransportOptions options = new() { AcknowledgeTimeout = TimeSpan.FromSeconds(7), KeepAliveTime = TimeSpan.FromSeconds(11), SendBufferBytes = 100_000 };

        using StreamLink link = await new ServerConnector(options, TimeProvider.System).ConnectAsync(listener.Server, CancellationToken.None);
        Socket socket = link.Socket;

        Assert.True(socket.NoDelay);
        Assert.Equal(11, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.InRange(socket.SendBufferSize, 100_000, 200_000);
        if (OperatingSystem.IsLinux())
        {
            byte[] answer = new byte[4];
            socket.GetRawSocketOption(6, 18, answer);
            Assert.Equal(7000, BitConverter.ToInt32(answer));
        }
    }

    [Fact]
    public async Task ConnectAsync_NobodyListens_SaysWhy()
    {
        await using TestListener listener = new(start: false);
        ServerConnector connector = new(new TcpTransportOptions(), TimeProvider.System);

        SyslogTransportException error = await Assert.ThrowsAsync<SyslogTransportException>(
            () => connector.ConnectAsync(new SyslogServer(SyslogScheme.Tcp, "localhost", listener.Port), CancellationToken.None));

        Assert.Contains("127.0.0.1: the server refused the connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IsToItself_SimultaneousOpenWithItself_IsSeen()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (!OperatingSystem.IsLinux())
        {
            // Other systems refuse it.
            return;
        }

        socket.Connect(socket.LocalEndPoint!);
        using StreamLink link = new(socket);

        Assert.True(link.IsToItself);
    }
}
